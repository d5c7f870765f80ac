package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that meet the end get an exception: native memory is not freed under them. */
class CloseTest {
    @TempDir
    Path directory;

    @Test
    void readersAndTheWriterMeetTheEndOfTheStorage() throws Exception {
        for (int round = 0; round < 10; round++) {
            World world = World.open(directory);
            ReplicaStore store = world.open(World.LOG);
            World.fill(store, 20, 100);
            meet(store, world::close);
        }
    }

    @Test
    void readersAndTheWriterMeetTheDeletionOfTheLog() throws Exception {
        try (World world = World.open(directory)) {
            for (int round = 0; round < 10; round++) {
                ReplicaStore store = world.open(World.LOG);
                World.fill(store, 20, 100);
                meet(store, () -> {
                    store.close();
                    world.storage().delete(World.LOG);
                });
            }
        }
    }

    private static void meet(ReplicaStore store, Runnable end) throws Exception {
        List<Future<?>> users = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(4);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 3; i++) {
                users.add(threads.submit(() -> untilTheEnd(begun, () -> read(store.log()))));
            }
            users.add(threads.submit(() -> untilTheEnd(begun, () -> {
                World.fill(store, 1, 100);
                store.log().sync();
            })));
            assertTrue(begun.await(1, TimeUnit.MINUTES));
            end.run();
            for (Future<?> user : users) {
                user.get();
            }
        }
        assertThrows(StorageException.class, () -> read(store.log()));
    }

    private static void read(PartitionLog log) {
        assertTrue(log.read(3, Long.MAX_VALUE, 1000).size() > 0);
        assertFalse(log.entryAtOffset(7).isEmpty());
        assertTrue(log.readEntries(2, 9, 5000).size() > 0);
    }

    private static void untilTheEnd(CountDownLatch begun, Runnable call) {
        try {
            call.run();
            begun.countDown();
            while (true) {
                call.run();
            }
        } catch (CorruptLogException damage) {
            throw damage;
        } catch (StorageException theEnd) {
            // as it should be
        }
    }

    @Test
    void leasesAreGivenUntilTheEnd() throws InterruptedException {
        Leases leases = new Leases();
        leases.acquire();
        leases.acquire();
        Thread closing = Thread.ofPlatform().start(leases::close);
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThrows(StorageException.class, leases::acquire);
        leases.release();
        leases.release();
        closing.join();
        assertFalse(leases.close());
    }
}
