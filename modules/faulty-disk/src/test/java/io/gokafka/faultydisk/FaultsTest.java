package io.gokafka.faultydisk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults that are switched on and off, and that the disk is otherwise like that of the JDK. */
class FaultsTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private Faults faults = Faults.NONE;
    private Path file = Path.of("");

    @BeforeEach
    void makeAFile() throws IOException {
        file = new FaultyFileSystem(new BrokenDisk(new PlainDisk(), () -> faults))
                .path(root)
                .resolve("f");
        Files.writeString(file, "one");
    }

    @Test
    void fullDiskTakesOnlyWhatOverwrites() throws IOException {
        faults = Faults.whenFull();
        Files.write(file, "two".getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        IOException failure = assertThrows(
                IOException.class, () -> Files.writeString(file, "two and more", StandardOpenOption.WRITE));
        assertEquals("No space left on device", failure.getMessage());
        assertTrue("two and more".startsWith(Files.readString(file)), "a part may be there, of what was to be written");
        assertThrows(IOException.class, () -> Files.createFile(file.resolveSibling("g")));
        faults = Faults.NONE;
        Files.writeString(file, "two and more");
        assertEquals("two and more", Files.readString(file));
    }

    @Test
    void syncFails() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            faults = Faults.whenSyncFails();
            IOException failure = assertThrows(IOException.class, () -> channel.force(false));
            assertEquals("Input/output error", failure.getMessage());
            faults = Faults.NONE;
            channel.force(false);
        }
    }

    @Test
    void readFailsHoweverTheFileIsRead() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            faults = Faults.whenReadFails();
            IOException failure = assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(1), 0));
            assertEquals("Input/output error", failure.getMessage());
            WritableByteChannel nowhere = Channels.newChannel(OutputStream.nullOutputStream());
            assertThrows(IOException.class, () -> channel.transferTo(0, 1, nowhere));
            assertThrows(IOException.class, () -> Files.readString(file));
            assertEquals(3, channel.size(), "what the file system knows of it can be read");
            Files.write(file, "two".getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
            faults = Faults.NONE;
            assertEquals("two", Files.readString(file));
        }
    }

    @Test
    void slowDiskTakesItsTimeEvenOfAnInterruptedThread() throws IOException {
        faults = Faults.whenSlow(30, 20);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            channel.write(ByteBuffer.allocate(1), 0);
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(20));
            Thread.currentThread().interrupt();
            start = System.nanoTime();
            assertThrows(ClosedByInterruptException.class, () -> channel.force(false));
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(30));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void controlFileIsReadWhileTheDiskIsUsed() throws IOException {
        Path control = root.resolve("control");
        FaultControl read = new FaultControl(control);
        assertEquals(Faults.NONE, read.get());
        Faults all = new Faults(true, true, true, 3, 4);
        all.write(control);
        await(read, all);
        Files.writeString(control, "slow-sync-ms=many");
        assertEquals(all, read.get());
        Files.writeString(control, "slow-sync-ms=7");
        await(read, Faults.whenSlow(7, 0));
        Files.delete(control);
        await(read, Faults.NONE);
    }

    private static void await(FaultControl control, Faults wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!control.get().equals(wanted) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(wanted, control.get());
    }

    @Test
    void controlFileWithAnUnknownKeyStopsTheStart() throws IOException {
        Path control = root.resolve("control");
        Files.writeString(control, "slow-sink-ms=7");
        assertThrows(IllegalArgumentException.class, () -> new FaultControl(control));
    }

    @Test
    void interruptClosesAChannelAsThatOfTheJdk() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Thread.currentThread().interrupt();
            assertThrows(ClosedByInterruptException.class, () -> channel.write(ByteBuffer.allocate(1), 0));
            assertTrue(Thread.interrupted());
            assertFalse(channel.isOpen());
        }
    }

    @Test
    void interruptedThreadReadsAndWritesWholeFilesAsOnTheDiskOfTheJdk() throws IOException {
        Thread.currentThread().interrupt();
        Files.writeString(file, "interrupted");
        assertEquals("interrupted", Files.readString(file));
        assertTrue(Thread.interrupted());
    }

    @Test
    void bytesAreTransferred() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            assertEquals(2, channel.transferTo(1, 2, Channels.newChannel(out)));
        }
        assertArrayEquals(new byte[] {'n', 'e'}, out.toByteArray());
    }
}
