package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The stores of a broker: opening, listing, deleting. */
public interface StorageRules extends HasStorage {
    /** A second log. */
    LogId OTHER = new LogId("other.topic_1-7");

    @Test
    default void nameIsLowerCaseAndSettingsBeginWithIt() {
        String name = world().provider().name();
        assertTrue(name.matches("[a-z0-9-]+"), name);
        for (ConfigKey<?> key : world().provider().settings()) {
            assertTrue(key.name().startsWith("storage." + name + "."), key.name());
            world().context().settings().get(key);
        }
    }

    @Test
    default void listHasEveryLogThatWasOpened() {
        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
        LogId longest = new LogId("x".repeat(240));
        world().storage().open(OTHER, LogConfig.DEFAULT);
        world().storage().open(longest, LogConfig.DEFAULT).close();

        assertEquals(
                Set.of(StorageFixture.LOG, OTHER, longest), world().storage().list());
        world().crash();
        assertEquals(
                Set.of(StorageFixture.LOG, OTHER, longest), world().storage().list());
    }

    @Test
    default void logsAreApart() {
        ReplicaStore other = world().storage().open(OTHER, StorageFixture.SMALL_SEGMENTS);
        world().fill(1, 5);
        other.log().append(1, List.of(Batches.of(9, "other")));
        other.votes().store(new Vote(9, Optional.of(new BrokerId("node9"))));

        assertEquals(5, world().log().bounds().lastIndex());
        assertEquals(List.of("other"), Batches.values(other.log().read(0, 1, 1000)));
        assertEquals(Vote.NONE, world().store().votes().load());
    }

    @Test
    default void logIsOpenAtMostOnce() {
        assertThrows(
                StorageException.class,
                () -> world().storage().open(StorageFixture.LOG, StorageFixture.SMALL_SEGMENTS));
        world().fill(1, 1);
        world().store().close();
        world().store().close();
        ReplicaStore again = world().storage().open(StorageFixture.LOG, StorageFixture.SMALL_SEGMENTS);
        assertEquals(1, again.log().bounds().lastIndex());
    }

    @Test
    default void closedLogTakesNoChangesAndNoReads() {
        world().fill(1, 1);
        PartitionLog log = world().log();
        world().store().close();

        assertThrows(StorageException.class, () -> log.append(2, List.of(Batches.of(1, "a"))));
        assertThrows(StorageException.class, log::sync);
        assertThrows(StorageException.class, () -> log.read(0, 1, 100));
    }

    @Test
    default void closedStorageOpensNothing() {
        world().storage().close();
        assertThrows(StorageException.class, () -> world().storage().open(OTHER, LogConfig.DEFAULT));
        assertThrows(StorageException.class, () -> world().log().append(1, List.of(Batches.of(1, "a"))));
    }

    @Test
    default void deletedLogIsGoneAndMayBeginAnew() {
        ReplicaStore other = world().storage().open(OTHER, LogConfig.DEFAULT);
        other.log().append(1, List.of(Batches.of(9, "other")));
        other.votes().store(new Vote(9, Optional.empty()));
        other.close();

        world().storage().delete(OTHER);

        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
        world().crash();
        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
        ReplicaStore anew = world().storage().open(OTHER, LogConfig.DEFAULT);
        assertEquals(new LogBounds(1, 0, 0, 0, 0, 0), anew.log().bounds());
        assertEquals(Vote.NONE, anew.votes().load());
    }

    @Test
    default void logThatIsSetAsideBeginsAnew() {
        ReplicaStore other = world().storage().open(OTHER, LogConfig.DEFAULT);
        other.log().append(1, List.of(Batches.of(9, "other")));
        other.votes().store(new Vote(9, Optional.empty()));
        assertThrows(StorageException.class, () -> world().storage().setAside(OTHER), "it is open");
        other.close();

        Optional<Path> kept = world().storage().setAside(OTHER);

        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
        world().crash();
        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
        ReplicaStore anew = world().storage().open(OTHER, LogConfig.DEFAULT);
        assertEquals(new LogBounds(1, 0, 0, 0, 0, 0), anew.log().bounds());
        assertEquals(Vote.NONE, anew.votes().load());
        anew.close();
        kept.ifPresent(place -> assertTrue(Files.exists(place), place + " has what was set aside"));
        Optional<Path> keptNow = world().storage().setAside(OTHER);
        assertEquals(kept.isPresent(), keptNow.isPresent(), "a storage keeps what is set aside, or does not");
        assertEquals(
                keptNow.map(place -> Map.of(OTHER, place)).orElse(Map.of()),
                world().storage().keptAside());
        world().storage().delete(OTHER);
        assertEquals(Map.of(), world().storage().keptAside());
        keptNow.ifPresent(place -> assertFalse(Files.exists(place), place + " goes when the log is deleted"));
        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
    }

    @Test
    default void whatIsKeptOfALogIsDiscardedBesideTheLogThatBeganAnew() {
        ReplicaStore damaged = world().storage().open(OTHER, LogConfig.DEFAULT);
        damaged.log().append(1, List.of(Batches.of(9, "damaged")));
        damaged.close();
        Optional<Path> kept = world().storage().setAside(OTHER);
        ReplicaStore anew = world().storage().open(OTHER, LogConfig.DEFAULT);
        anew.log().append(1, List.of(Batches.of(10, "anew")));
        anew.log().sync();
        anew.votes().store(new Vote(10, Optional.empty()));
        world().crash();
        Map<LogId, Path> found = world().storage().keptAside();
        assertEquals(kept.isPresent() ? Set.of(OTHER) : Set.of(), found.keySet(), "also after a start");

        ReplicaStore open = world().storage().open(OTHER, LogConfig.DEFAULT);
        world().storage().discardAside(OTHER);
        world().storage().discardAside(OTHER);

        assertEquals(Map.of(), world().storage().keptAside());
        found.values().forEach(place -> assertFalse(Files.exists(place), place + " is discarded"));
        assertEquals(List.of("anew"), Batches.values(open.log().read(0, 1, 1000)));
        open.log().append(2, List.of(Batches.of(10, "more")));
        open.log().sync();
        world().crash();
        ReplicaStore again = world().storage().open(OTHER, LogConfig.DEFAULT);
        assertEquals(List.of("anew", "more"), Batches.values(again.log().read(0, 2, 1000)));
        assertEquals(new Vote(10, Optional.empty()), again.votes().load());
        assertEquals(Map.of(), world().storage().keptAside());
        assertEquals(Set.of(StorageFixture.LOG, OTHER), world().storage().list());
    }

    @Test
    default void aStorageThatWorksTellsOfNoFailure() {
        List<StorageException> told = new CopyOnWriteArrayList<>();
        world().storage().onFailure(told::add);
        world().fill(1, 40);
        world().log().sync();
        world().log().truncateSuffix(30);
        world().log().dropPrefix(5);
        assertThrows(IllegalArgumentException.class, () -> world().log().append(1000, List.of(Batches.of(1, "a"))));
        world().store().close();
        assertThrows(StorageException.class, () -> world().log().sync(), "a log that is closed");
        world().storage().close();
        assertEquals(List.of(), told);
    }

    @Test
    default void settingALogAsideThatIsNotThereDoesNothing() {
        assertEquals(Optional.empty(), world().storage().setAside(OTHER));
        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
    }

    @Test
    default void deletingALogThatIsNotThereDoesNothing() {
        world().storage().delete(OTHER);
        assertEquals(Set.of(StorageFixture.LOG), world().storage().list());
    }

    @Test
    default void openLogIsNotDeleted() {
        world().fill(1, 1);
        assertThrows(StorageException.class, () -> world().storage().delete(StorageFixture.LOG));
        assertNotEquals(List.of(), world().values());
    }
}
