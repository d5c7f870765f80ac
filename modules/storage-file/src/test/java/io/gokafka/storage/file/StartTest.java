package io.gokafka.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts after a clean stop, the index files, and the small files beside the log. */
class StartTest {
    @TempDir
    Path root;

    private LogFiles files;

    @BeforeEach
    void prepare() {
        files = new LogFiles(root);
    }

    private void fillAndStop(int batches) {
        try (FileStorage storage = files.open(FileSettings.INDEX_INTERVAL.name(), "64")) {
            LogFiles.fill(storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS), 3, batches);
        }
    }

    @Test
    void startAfterACleanStopReadsNoSegment() throws IOException {
        fillAndStop(100);
        for (Path segment : files.segments()) {
            // Whoever reads a byte of a segment now fails.
            LogFiles.zero(segment, 0, (int) Files.size(segment));
        }
        for (Path index : files.indexes().subList(0, files.indexes().size() - 1)) {
            Files.delete(index);
        }
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
            assertEquals(100, store.log().bounds().lastIndex());
            assertEquals(100, store.log().bounds().endOffset());
            assertEquals(3, store.log().termAt(50));
            LogFiles.fill(store, 3, 1);
            assertEquals(101, store.log().sync());
            assertThrows(StorageException.class, () -> store.log().entryAtIndex(50));
        }
    }

    @Test
    void lostIndexesAreMadeAgain() throws IOException {
        fillAndStop(100);
        for (Path index : files.indexes()) {
            Files.delete(index);
        }
        everythingIsFound();
        assertEquals(files.segments().size(), files.indexes().size());
    }

    @Test
    void damagedIndexesAreMadeAgain() throws IOException {
        fillAndStop(100);
        for (Path index : files.indexes()) {
            LogFiles.flipBit(index, Files.size(index) / 2);
        }
        everythingIsFound();
    }

    private void everythingIsFound() {
        try (FileStorage storage = files.open(FileSettings.INDEX_INTERVAL.name(), "64")) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
            for (int i = 1; i <= 100; i++) {
                assertEquals(i - 1, store.log().entryAtIndex(i).orElseThrow().baseOffset());
                assertEquals(i, store.log().entryAtOffset(i - 1).orElseThrow().index());
            }
            assertEquals(1, store.log().entryAtTime(Batches.TIME).orElseThrow().index());
        }
    }

    @Test
    void damagedVoteOrSnapshotIsAnErrorAndNeverNone() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            store.votes().store(new Vote(3, Optional.of(new BrokerId("node1"))));
            store.snapshots().store(new Snapshot(1, 1, 1, List.of(new BrokerId("node1")), new byte[20]));
        }
        for (String name : List.of("vote", "snapshot")) {
            Path file = files.directory().resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length; i++) {
                LogFiles.flipBit(file, i);
                assertUnreadable();
                Files.write(file, Arrays.copyOf(whole, i));
                assertUnreadable();
                Files.write(file, whole);
            }
        }
        assertEquals(3, new FileVoteStore(files.directory()).load().term());
        assertEquals(
                1, new FileSnapshotStore(files.directory()).load().orElseThrow().index());
    }

    @Test
    void whatIsAppendedIsNotDurableBeforeTheSync() {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            store.log().append(1, List.of(Batches.of(1, "a"), Batches.of(1, "b")));
            assertEquals(0, store.log().bounds().durableIndex());
            assertEquals(2, store.log().sync());
            store.log().append(3, List.of(Batches.of(1, "c")));
            assertEquals(2, store.log().bounds().durableIndex());
        }
    }

    /** Whoever has the old file open, or a crash in the middle, finds all of the old content. */
    @Test
    void voteAndSnapshotAreReplacedAndNeverWrittenOver() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            store.votes().store(new Vote(3, Optional.of(new BrokerId("node1"))));
            store.snapshots().store(new Snapshot(1, 1, 1, List.of(new BrokerId("node1")), new byte[20]));
            for (String name : List.of("vote", "snapshot")) {
                Files.createLink(root.resolve(name), files.directory().resolve(name));
            }
            store.votes().store(new Vote(4, Optional.of(new BrokerId("node2"))));
            store.snapshots().store(new Snapshot(2, 1, 2, List.of(new BrokerId("node1")), new byte[30]));
        }
        assertEquals(3, new FileVoteStore(root).load().term());
        assertEquals(1, new FileSnapshotStore(root).load().orElseThrow().index());
        assertEquals(4, new FileVoteStore(files.directory()).load().term());
        assertEquals(
                2, new FileSnapshotStore(files.directory()).load().orElseThrow().index());
    }

    private void assertUnreadable() {
        assertThrows(StorageException.class, () -> {
            new FileVoteStore(files.directory()).load();
            new FileSnapshotStore(files.directory()).load();
        });
    }

    @Test
    void halfMadeAndHalfDeletedLogsAreNotListedAndRemoved() throws IOException {
        fillAndStop(1);
        Path halfMade = Files.createDirectory(root.resolve("a~new"));
        Path halfDeleted = Files.createDirectory(root.resolve("b~deleted"));
        Files.write(halfDeleted.resolve("vote"), new byte[3]);
        try (FileStorage storage = files.open()) {
            assertEquals(Set.of(LogFiles.LOG), storage.list());
            assertFalse(Files.exists(halfMade));
            assertFalse(Files.exists(halfDeleted));
        }
    }

    @Test
    void filesBelongToTheirOwnerAlone() throws IOException {
        fillAndStop(50);
        try (Stream<Path> tree = Files.walk(files.directory())) {
            for (Path path : tree.toList()) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertEquals(Files.isDirectory(path) ? "rwx------" : "rw-------", permissions, path.toString());
            }
        }
    }

    @Test
    void directoryThatIsNoneIsRefused() {
        StorageException refused =
                assertThrows(StorageException.class, () -> new LogFiles(root.resolve("absent")).open());
        assertTrue(String.valueOf(refused.getMessage()).contains("absent"));
    }

    @Test
    void manifestIsWhatItWas() throws IOException {
        fillAndStop(30);
        Manifest read = Manifest.read(files.directory());
        assertEquals(files.segments().size(), read.segments().size());
        assertEquals(Optional.of(new Manifest.End(30, 30)), read.cleanEnd());
        read.unclean().write(files.directory());
        assertEquals(read.unclean(), Manifest.read(files.directory()));
    }
}
