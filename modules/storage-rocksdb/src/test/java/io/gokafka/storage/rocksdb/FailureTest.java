package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.tck.storage.Batches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** After a write or a sync that failed, nothing is changed any more, and nothing more is durable. */
class FailureTest {
    private static final LogId OTHER = new LogId("other-0");

    @TempDir
    Path directory;

    private FaultyWal[] wal;
    private World world;
    private ReplicaStore store;
    private ReplicaStore other;

    @BeforeEach
    void open() {
        wal = new FaultyWal[1];
        world = World.open(directory, Map.of(), database -> wal[0] = new FaultyWal(database));
        store = world.open(World.LOG);
        other = world.open(OTHER);
        World.fill(store, 5, 10);
        World.fill(other, 3, 10);
        store.log().sync();
        World.fill(store, 2, 10);
    }

    @Test
    void failedSyncFailsAllLogsForGood() {
        wal[0].failsSyncs = true;
        assertThrows(StorageException.class, store.log()::sync);
        wal[0].failsSyncs = false;

        assertEquals(5, store.log().bounds().durableIndex());
        nothingIsChanged(store);
        nothingIsChanged(other);
        assertThrows(StorageException.class, () -> world.open(new LogId("third-0")));
        assertEquals(World.texts(7, 10), World.values(store), "what was appended can still be read");
        theRestOfItsLife();
    }

    @Test
    void failedWriteFailsAllLogsForGood() {
        wal[0].failsWrites = true;
        assertThrows(StorageException.class, () -> World.fill(other, 1, 10));
        wal[0].failsWrites = false;

        nothingIsChanged(store);
        nothingIsChanged(other);
        theRestOfItsLife();
    }

    @Test
    void voteOfWhichTheSyncFailedIsNotStored() {
        wal[0].failsSyncs = true;
        assertThrows(StorageException.class, () -> store.votes().store(new Vote(3, Optional.empty())));
        wal[0].failsSyncs = false;
        assertThrows(StorageException.class, () -> store.votes().store(new Vote(4, Optional.empty())));
        theRestOfItsLife();
    }

    @Test
    void truncationOfWhichTheSyncFailedFailsTheLog() {
        wal[0].failsSyncs = true;
        assertThrows(StorageException.class, () -> store.log().truncateSuffix(3));
        wal[0].failsSyncs = false;
        assertThrows(StorageException.class, () -> store.log().append(3, List.of(Batches.of(2, "x"))));
        assertThrows(StorageException.class, store.log()::sync);
        theRestOfItsLife();
    }

    private static void nothingIsChanged(ReplicaStore store) {
        PartitionLog log = store.log();
        long last = log.bounds().lastIndex();
        for (Executable change : List.<Executable>of(
                () -> log.append(last + 1, List.of(Batches.of(1, "x"))),
                log::sync,
                () -> log.truncateSuffix(2),
                () -> log.dropPrefix(2),
                () -> log.reset(9, 9, 9),
                () -> store.votes().store(new Vote(9, Optional.empty())),
                () -> store.snapshots().store(new Snapshot(1, 1, 1, List.of(), new byte[1])))) {
            assertThrows(StorageException.class, change);
        }
        assertEquals(last, log.bounds().lastIndex());
    }

    /** It ends, says that it did not end well, and begins anew. */
    private void theRestOfItsLife() {
        assertThrows(StorageException.class, world::close);
        try (World again = World.open(directory)) {
            ReplicaStore found = again.storage().open(World.LOG, LogConfig.DEFAULT);
            int entries = (int) found.log().bounds().lastIndex();
            assertEquals(World.texts(entries, 10), World.values(found));
            assertEquals(entries, found.log().bounds().durableIndex());
            World.fill(found, 1, 10);
            assertEquals(entries + 1, found.log().sync());
        }
    }
}
