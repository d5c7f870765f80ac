package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write or sync that finds no space fails all logs; once there is space, they are opened again without a restart. */
class NoSpaceTest {
    private static final LogId OTHER = new LogId("other-0");

    @TempDir
    Path directory;

    private final List<FaultyWal> wals = new ArrayList<>();
    private final List<StorageException> told = new ArrayList<>();
    private World world;
    private ReplicaStore store;
    private ReplicaStore other;

    @BeforeEach
    void open() {
        world = World.open(directory, Map.of(), database -> {
            wals.add(new FaultyWal(database));
            return wals.getLast();
        });
        world.storage().onFailure(told::add);
        store = world.open(World.LOG);
        other = world.open(OTHER);
        World.fill(store, 5, 10);
        World.fill(other, 3, 10);
        store.log().sync();
        World.fill(store, 2, 10);
        wals.getLast().full = true;
    }

    private void meetFullDisk() {
        wals.getLast().failsWrites = true;
        assertThrows(StorageException.class, () -> World.fill(other, 1, 10));
    }

    private static void closeFailed(ReplicaStore store) {
        assertThrows(StorageException.class, store::close);
    }

    @Test
    void allLogsAreToldOnceAndWhy() {
        meetFullDisk();
        assertThrows(StorageException.class, () -> World.fill(store, 1, 10));

        assertEquals(1, told.size());
        IOException cause = assertInstanceOf(IOException.class, told.getFirst().getCause());
        assertTrue(String.valueOf(cause.getMessage()).contains("No space left on device"), cause.toString());
        StorageException later = assertThrows(StorageException.class, store.log()::sync);
        assertInstanceOf(IOException.class, later.getCause(), "who meets it later knows, too");
        assertThrows(StorageException.class, world::close);
    }

    @Test
    void logsThatAreOpenedAgainHaveWhatTheyHadAndGoOn() {
        meetFullDisk();
        closeFailed(store);

        ReplicaStore again = world.open(World.LOG);
        assertEquals(World.texts(7, 10), World.values(again));
        assertEquals(7, again.log().bounds().durableIndex(), "opening made durable what it found");
        World.fill(again, 1, 10);
        assertEquals(8, again.log().sync());

        closeFailed(other);
        other = world.open(OTHER);
        assertEquals(World.texts(3, 10), World.values(other));
        world.close();
        try (World next = World.open(directory)) {
            assertEquals(World.texts(8, 10), World.values(next.open(World.LOG)));
        }
    }

    @Test
    void aLogThatWasOpenStaysFailed() {
        meetFullDisk();
        ReplicaStore third = world.open(new LogId("third-0"));
        World.fill(third, 1, 10);

        assertThrows(StorageException.class, () -> World.fill(store, 1, 10));
        assertThrows(StorageException.class, store.log()::sync);
        StorageException read = assertThrows(StorageException.class, () -> World.values(store));
        assertInstanceOf(IOException.class, read.getCause(), "who reads is told why as well");
        assertThrows(StorageException.class, world::close, "of those that have failed");
    }

    @Test
    void aSyncThatFindsNoSpaceIsNoOtherThing() {
        wals.getLast().failsSyncs = true;
        assertThrows(StorageException.class, store.log()::sync);
        closeFailed(store);
        store = world.open(World.LOG);
        assertEquals(World.texts(7, 10), World.values(store));
        closeFailed(other);
        world.close();
    }

    @Test
    void aLogIsDeletedOnceThereIsSpace() {
        meetFullDisk();
        closeFailed(other);
        world.storage().delete(OTHER);
        assertEquals(Set.of(World.LOG), world.storage().list());
        closeFailed(store);
        world.close();
    }

    /** As at a start, again and again. */
    @Test
    void whatWasSyncedAndIsGoneIsNotPassedOver() throws IOException {
        meetFullDisk();
        closeFailed(store);
        closeFailed(other);
        Files.write(world.files(".log").getLast(), new byte[0]);
        for (int i = 0; i < 3; i++) {
            StorageException refused = assertThrows(StorageException.class, () -> world.open(World.LOG));
            assertFalse(refused instanceof CorruptLogException, "of one log, that would be: " + refused);
        }
        assertEquals(2, told.size(), told.toString());
        assertInstanceOf(CorruptLogException.class, told.getLast(), "all logs are damaged");
        world.close();
        assertThrows(CorruptLogException.class, () -> World.open(directory));
    }

    @Test
    void anotherFailureStaysForGood() {
        wals.getLast().full = false;
        meetFullDisk();
        closeFailed(store);
        assertThrows(StorageException.class, () -> world.open(World.LOG));
        assertEquals(1, wals.size(), "nothing was opened anew");
        assertThrows(StorageException.class, world::close);
    }
}
