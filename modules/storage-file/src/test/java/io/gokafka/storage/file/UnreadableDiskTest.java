package io.gokafka.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.faultydisk.Faults;
import io.gokafka.faultydisk.FaultyDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that cannot read what it holds, told from all else that ends a read. */
class UnreadableDiskTest {
    private static final int ENTRIES = 40;
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private final AtomicInteger failing = new AtomicInteger();
    private FaultyDisk disk;
    private LogFiles files;
    private FileStorage storage;
    private ReplicaStore store;
    private PartitionLog log;

    @BeforeEach
    void fill() throws IOException {
        disk = FaultyDisk.open(folder, FaultyDisk.Options.NONE.withFaults(this::faults));
        files = new LogFiles(disk.root());
        open();
        LogFiles.fill(store, 1, ENTRIES);
        log.sync();
    }

    private Faults faults() {
        return failing.getAndUpdate(left -> left == ALL || left == 0 ? left : left - 1) > 0
                ? Faults.whenReadFails()
                : Faults.NONE;
    }

    private void open() {
        storage = files.open();
        store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
        log = store.log();
    }

    private void openAgain() {
        storage.close();
        open();
    }

    @AfterEach
    void close() throws IOException {
        failing.set(0);
        storage.close();
        disk.close();
    }

    private static WritableByteChannel nowhere() {
        return Channels.newChannel(OutputStream.nullOutputStream());
    }

    private static void assertUnreadable(CorruptLogException damage, String file) {
        assertInstanceOf(IOException.class, damage.getCause());
        String message = String.valueOf(damage.getMessage());
        assertTrue(message.contains(file) && message.contains("at byte "), message);
    }

    @Test
    void entriesThatCannotBeReadAreDamage() throws IOException {
        String first = files.segments().getFirst().getFileName().toString();
        try (LogSlice slice = log.readEntries(1, ENTRIES, ALL)) {
            failing.set(ALL);
            assertUnreadable(assertThrows(CorruptLogException.class, slice::toBuffer), first);
            assertUnreadable(
                    assertThrows(CorruptLogException.class, () -> slice.transferTo(0, slice.size(), nowhere())), first);
        }
    }

    @Test
    void lookUpsThatCannotBeReadAreDamage() {
        openAgain(); // nothing is in memory
        failing.set(ALL);
        assertThrows(CorruptLogException.class, () -> log.entryAtIndex(2));
        assertThrows(CorruptLogException.class, () -> log.entryAtOffset(2));
    }

    @Test
    void anIndexFileThatCannotBeReadIsMadeAgain() {
        openAgain();
        failing.set(1);
        assertEquals(2, log.entryAtIndex(2).orElseThrow().index());
        assertEquals(0, failing.get(), "it has failed");
    }

    @Test
    void aLogThatCannotBeReadAtItsStartIsDamaged() {
        storage.close();
        failing.set(ALL);
        storage = files.open();
        CorruptLogException damage =
                assertThrows(CorruptLogException.class, () -> storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS));
        assertUnreadable(damage, "manifest");
        failing.set(0);
        assertTrue(storage.setAside(LogFiles.LOG).isPresent());
    }

    @Test
    void aChangeThatMeetsItFailsTheLog() {
        openAgain();
        failing.set(ALL);
        assertThrows(CorruptLogException.class, () -> log.truncateSuffix(3));
        failing.set(0);
        StorageException refused = assertThrows(StorageException.class, log::sync);
        assertTrue(String.valueOf(refused.getMessage()).contains("has failed before"), refused.getMessage());
        assertThrows(StorageException.class, storage::close, "it does not end as if it were clean");
        open();
    }

    @Test
    void aTargetThatFailsInTheSameWordsIsNoDamage() throws IOException {
        IOException failure = new IOException("Input/output error");
        WritableByteChannel broken = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                throw failure;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        try (LogSlice slice = log.readEntries(1, ENTRIES, ALL)) {
            assertSame(failure, assertThrows(IOException.class, () -> slice.transferTo(0, slice.size(), broken)));
        }
    }

    @Test
    void anInterruptedReadIsNoDamage() throws IOException {
        try (LogSlice slice = log.readEntries(1, ENTRIES, ALL)) {
            Thread.currentThread().interrupt();
            assertThrows(ClosedByInterruptException.class, () -> slice.transferTo(0, 10, nowhere()));
            assertEquals(slice.size(), slice.toBuffer().remaining(), "it is done again");
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void whatFailsForOtherReasonsIsPassedOn() {
        for (String why : List.of("Too many open files", "Cannot allocate memory", "Stale file handle")) {
            IOException failure = new IOException("segment: " + why);
            assertSame(failure, ReadFaults.asDamage(failure, folder, 0));
        }
        IOException unnamed = new ClosedByInterruptException();
        assertSame(unnamed, ReadFaults.asDamage(unnamed, folder, 0));
    }

    @Test
    void aCheckOfAStoppedLogReportsIt() throws IOException {
        try (StoredLog stored = StoredLog.of(files.directory())) {
            Segment segment = stored.segments().getFirst();
            failing.set(ALL);
            List<SegmentCheck.Flaw> flaws = new SegmentCheck(segment, segment.size(), Optional.empty(), bytes -> {})
                    .run()
                    .flaws();
            assertEquals(1, flaws.size());
            assertTrue(flaws.getFirst().what().contains("the disk cannot read"), flaws.toString());
        }
    }
}
