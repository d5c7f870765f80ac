package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.ReplicaStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sync is for all logs. */
class GroupSyncTest {
    private static final int LOGS = 20;

    @TempDir
    Path directory;

    private final List<ReplicaStore> stores = new ArrayList<>();
    private FaultyWal[] wal;
    private World world;
    private int before;

    @BeforeEach
    void open() {
        wal = new FaultyWal[1];
        world = World.open(directory, Map.of(), database -> wal[0] = new FaultyWal(database));
        for (int i = 0; i < LOGS; i++) {
            stores.add(world.open(new LogId("log-" + i)));
        }
        before = wal[0].syncs.get();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void syncOfOneLogMakesDurableWhatTheOthersHaveAppendedBefore() {
        stores.forEach(store -> World.fill(store, 3, 10));
        stores.forEach(store -> assertEquals(3, store.log().sync()));
        assertEquals(1, wal[0].syncs.get() - before);
    }

    @Test
    void syncsThatComeWhileOneRunsBecomeOne() throws InterruptedException {
        CountDownLatch disk = new CountDownLatch(1);
        wal[0].syncsWaitFor = disk;
        List<Thread> threads = new ArrayList<>();
        for (ReplicaStore store : stores) {
            World.fill(store, 1, 10);
            Thread thread = Thread.ofPlatform().start(() -> store.log().sync());
            threads.add(thread);
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        stores.forEach(store -> assertEquals(0, store.log().bounds().durableIndex()));

        disk.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        stores.forEach(store -> assertEquals(1, store.log().bounds().durableIndex()));
        assertEquals(2, wal[0].syncs.get() - before, "the one that ran, and one for all others");
    }

    @Test
    void whatIsAppendedWhileASyncRunsIsNotDurableByIt() throws InterruptedException {
        CountDownLatch disk = new CountDownLatch(1);
        wal[0].syncsWaitFor = disk;
        ReplicaStore store = stores.getFirst();
        World.fill(store, 1, 10);
        Thread thread = Thread.ofPlatform().start(() -> store.log().sync());
        while (wal[0].syncs.get() == before) {
            Thread.onSpinWait();
        }
        World.fill(store, 1, 10);
        disk.countDown();
        thread.join();
        assertEquals(1, store.log().bounds().durableIndex());
    }

    @Test
    void entriesThatAreTakenAwayAreGoneBeforeThatIsDurable() throws InterruptedException {
        ReplicaStore store = stores.getFirst();
        World.fill(store, 10, 10);
        store.log().sync();
        World.fill(store, 5, 10);
        CountDownLatch disk = new CountDownLatch(1);
        wal[0].syncsWaitFor = disk;

        Thread truncating = Thread.ofPlatform().start(() -> store.log().truncateSuffix(13));
        while (truncating.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(12, store.log().bounds().lastIndex());
        assertEquals(10, store.log().bounds().durableIndex());
        assertEquals(World.texts(12, 10), World.values(store));

        disk.countDown();
        truncating.join();
        assertEquals(12, store.log().bounds().durableIndex());
    }

    @Test
    void nothingNewIsNotSynced() {
        World.fill(stores.getFirst(), 1, 10);
        for (int i = 0; i < 5; i++) {
            assertEquals(1, stores.getFirst().log().sync());
        }
        assertEquals(1, wal[0].syncs.get() - before);
    }
}
