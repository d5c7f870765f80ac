package io.gokafka.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of what a crash has left. */
class CrashRecoveryTest {
    @TempDir
    Path root;

    private LogFiles files;

    @BeforeEach
    void prepare() throws IOException {
        files = new LogFiles(Files.createDirectory(root.resolve("data")));
    }

    /** Copies the files of a log that stays open and was not synced. */
    private LogFiles crashed(String name) throws IOException {
        return files.copyTo(root.resolve(name));
    }

    private static void recovers(LogFiles crashed, int entries) {
        try (FileStorage storage = crashed.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            assertEquals(entries, store.log().bounds().lastIndex());
            LogFiles.fill(store, 5, 1);
            assertEquals(entries + 1, LogFiles.values(store.log()).size());
            assertEquals("" + entries, LogFiles.values(store.log()).getLast());
        }
    }

    @Test
    void tailCutAtAnyByteIsCutBackToTheLastWholeBatch() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 4);
            int batch = Batches.of(1, "0").remaining();
            LogFiles crashed = crashed("crash");
            byte[] whole = Files.readAllBytes(crashed.lastSegment());
            for (int size = 2 * batch; size <= 4 * batch; size++) {
                LogFiles cut = files.copyTo(root.resolve("cut" + size));
                Files.write(cut.lastSegment(), Arrays.copyOf(whole, size));
                recoversWithoutClose(cut, size / batch, (long) size / batch * batch);
            }
        }
    }

    /** Closing takes several syncs, and this is done for every byte. */
    private static void recoversWithoutClose(LogFiles cut, int entries, long size) throws IOException {
        ReplicaStore store = cut.open().open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
        assertEquals(entries, store.log().bounds().lastIndex());
        assertEquals(entries, LogFiles.values(store.log()).size());
        assertEquals(size, Files.size(cut.lastSegment()));
    }

    @Test
    void fileThatWasExtendedWithZerosIsCutBack() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 10);
            for (int zeros : new int[] {1, 60, 61, 4096, 1_000_000}) {
                LogFiles crashed = crashed("zeros" + zeros);
                Files.write(crashed.lastSegment(), new byte[zeros], StandardOpenOption.APPEND);
                recovers(crashed, 10);
            }
        }
    }

    @Test
    void pageThatWasLostInTheMiddleOfTheTailEndsTheLog() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 3);
            int size = Math.toIntExact(store.log().sizeInBytes());
            store.log().append(4, List.of(Batches.ofSize(1, 9000), Batches.of(1, "after")));
            LogFiles crashed = crashed("page");
            LogFiles.zero(crashed.lastSegment(), 4096, 8192);
            recovers(crashed, 3);
            assertTrue(Files.size(crashed.lastSegment()) > size);
        }
    }

    @Test
    void bitThatFlippedInASealedSegmentIsFoundWhenAllIsVerified() throws IOException {
        LogFiles crashed = crashedWithSealedSegments();
        LogFiles.flipBit(crashed.segments().get(1), 100);
        refused(crashed, FileSettings.VERIFY_SEALED.name(), "true");
    }

    @Test
    void sealedSegmentThatIsShorterOrMissingIsAlwaysFound() throws IOException {
        LogFiles crashed = crashedWithSealedSegments();
        Path sealed = crashed.segments().get(1);
        byte[] content = Files.readAllBytes(sealed);

        Files.write(sealed, Arrays.copyOf(content, content.length - 1));
        refused(crashed);
        Files.delete(sealed);
        refused(crashed);
        Files.write(sealed, content);
        try (FileStorage storage = crashed.open()) {
            assertEquals(
                    30,
                    storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS)
                            .log()
                            .bounds()
                            .lastIndex());
        }
    }

    @Test
    void lastSegmentThatLostWhatTheManifestKnowsIsRefused() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 10);
            store.log().dropPrefix(8);
            LogFiles crashed = crashed("crash");
            LogFiles.flipBit(crashed.lastSegment(), 100);
            refused(crashed);
        }
    }

    @Test
    void lastSegmentThatLostWhatWasSyncedIsRefused() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 10);
            store.log().sync();
            LogFiles.fill(store, 1, 10);
            LogFiles unsynced = crashed("unsynced");
            LogFiles synced = crashed("synced");
            int size = Math.toIntExact(Files.size(files.lastSegment()));

            LogFiles.flipBit(unsynced.lastSegment(), size - 1);
            recovers(unsynced, 19);
            LogFiles.flipBit(synced.lastSegment(), 100);
            refused(synced);
        }
    }

    @Test
    void whatALaterSyncAddedIsKnownToBeSyncedAtOnce() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 10);
            store.log().sync();
            LogFiles.fill(store, 1, 10);
            store.log().sync();
            LogFiles crashed = crashed("crash");
            LogFiles.flipBit(crashed.lastSegment(), Files.size(files.lastSegment()) - 1);
            refused(crashed);
        }
    }

    @Test
    void whatWasSyncedBecauseThePrefixWasDroppedIsKnownToBe() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 10);
            store.log().dropPrefix(3);
            assertEquals(10, store.log().bounds().durableIndex());
            LogFiles crashed = crashed("crash");
            LogFiles.flipBit(crashed.lastSegment(), Files.size(files.lastSegment()) - 1);
            refused(crashed);
        }
    }

    @Test
    void lastSegmentThatLostWhatAnEarlierStartSyncedIsRefused() throws IOException {
        try (FileStorage storage = files.open()) {
            LogFiles.fill(storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT), 1, 10);
            LogFiles started = crashed("started");
            ReplicaStore store = started.open().open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            assertEquals(10, store.log().bounds().durableIndex());

            LogFiles again = started.copyTo(root.resolve("again"));
            LogFiles.flipBit(again.lastSegment(), Files.size(again.lastSegment()) - 1);
            refused(again);
        }
    }

    @Test
    void tornMarkOfWhatWasSyncedIsNoError() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 10);
            store.log().sync();
            LogFiles crashed = crashed("crash");
            Files.write(crashed.directory().resolve("synced"), new byte[0]);
            recovers(crashed, 10);
        }
    }

    @Test
    void damageAfterACleanStopIsRefused() throws IOException {
        try (FileStorage storage = files.open()) {
            LogFiles.fill(storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT), 1, 10);
        }
        Files.write(files.lastSegment(), new byte[10], StandardOpenOption.APPEND);
        refused(files);
    }

    @Test
    void damagedManifestIsAnError() throws IOException {
        LogFiles crashed = crashedWithSealedSegments();
        LogFiles.flipBit(crashed.directory().resolve("manifest"), 30);
        try (FileStorage storage = crashed.open()) {
            assertThrows(StorageException.class, () -> storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS));
        }
    }

    @Test
    void leftoversOfAnInterruptedChangeAreRemoved() throws IOException {
        LogFiles crashed = crashedWithSealedSegments();
        Path stray = crashed.directory().resolve("00000000000000000099-00000000000000000100-000099.log");
        Path temporary = crashed.directory().resolve("manifest.tmp");
        Files.write(stray, new byte[100]);
        Files.write(temporary, new byte[7]);
        // A truncation whose bytes were not yet cut.
        long size = Files.size(crashed.segments().getFirst());
        Files.write(crashed.segments().getFirst(), new byte[50], StandardOpenOption.APPEND);

        try (FileStorage storage = crashed.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
            assertEquals(30, LogFiles.values(store.log()).size());
            assertTrue(Files.notExists(stray));
            assertTrue(Files.notExists(temporary));
            assertEquals(size, Files.size(crashed.segments().getFirst()));
        }
    }

    private LogFiles crashedWithSealedSegments() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
            LogFiles.fill(store, 1, 30);
            return crashed("crash");
        }
    }

    private static void refused(LogFiles damaged, String... settings) throws IOException {
        Map<String, ByteBuffer> before = damaged.contents();
        try (FileStorage storage = damaged.open(settings)) {
            assertThrows(CorruptLogException.class, () -> storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS));
        }
        assertEquals(before, damaged.contents());
    }

    @Test
    void recoveryOfALargeTailTakesLittleMemory() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            store.log().append(1, List.of(Batches.ofSize(1, 5_000_000), Batches.of(1, "small")));
            LogFiles crashed = crashed("large");
            try (FileChannel channel = FileChannel.open(crashed.lastSegment(), StandardOpenOption.WRITE)) {
                // A header whose length is far beyond the end.
                ByteBuffer header = ByteBuffer.allocate(61).putLong(0, 2).putInt(8, Integer.MAX_VALUE - 100);
                channel.write(header, channel.size());
            }
            recovers(crashed, 2);
        }
    }
}
