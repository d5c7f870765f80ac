package io.gokafka.broker.hosting;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.FakeRoom;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On two replicas that began anew, in groups that are fake. */
final class SetAsideStorageTest {
    private static final BrokerId OTHER = new BrokerId("other");

    @TempDir
    private Path folder;

    private final FakeRoom room = new FakeRoom();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private boolean all = true;
    private BrokerWorld world;
    private Path place;
    private SetAsideStorage storage;

    @BeforeEach
    void setAStorageAside() throws IOException {
        world = new BrokerWorld();
        world.join(OTHER);
        world.createTopic("orders", 2, 2);
        place = Files.createDirectories(folder.resolve("storage~damaged/db"))
                .resolve("..")
                .normalize();
        Files.writeString(place.resolve("db/000012.blob"), "batches");
        Files.setLastModifiedTime(place, FileTime.from(now));
        storage = new SetAsideStorage(place, this::replicas, () -> all, room, () -> now);
        follow(0);
        follow(1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void follow(int partition) {
        world.group("orders", partition).follow(Optional.of(OTHER));
    }

    private void bothVote() {
        world.group("orders", 0).vote();
        world.group("orders", 1).vote();
    }

    private Collection<Replica> replicas() {
        return world.hosted.all().stream().map(HostedPartition::replica).toList();
    }

    private void passAfter(Duration time) {
        now = now.plus(time);
        storage.pass();
    }

    @Test
    void itGoesWhenAllReplicasHaveBeenWholeForADay() {
        world.group("orders", 0).vote();
        passAfter(Duration.ZERO);
        passAfter(SetAsideLogs.KEPT);
        assertTrue(Files.exists(place), "one replica is being filled");
        world.group("orders", 1).vote();
        passAfter(Duration.ZERO);
        passAfter(SetAsideLogs.KEPT.minusMillis(1));
        assertTrue(Files.exists(place), "somebody may want to look at it");
        passAfter(Duration.ofMillis(1));
        assertFalse(Files.exists(place));
        passAfter(Duration.ZERO);
    }

    @Test
    void theDayBeginsAnewWhenAReplicaHasNoLeaderMeanwhile() {
        bothVote();
        passAfter(Duration.ZERO);
        world.group("orders", 1).follow(Optional.empty());
        passAfter(SetAsideLogs.KEPT);
        follow(1);
        passAfter(Duration.ZERO);
        passAfter(SetAsideLogs.KEPT.minusMillis(1));
        assertTrue(Files.exists(place));
        passAfter(Duration.ofMillis(1));
        assertFalse(Files.exists(place));
    }

    @Test
    void itGoesWhenTheDiskIsFullAndOthersHaveEverything() {
        room.fill();
        passAfter(SetAsideStorage.LEAST);
        assertTrue(Files.exists(place), "its time has a second damage refused");
        world.group("orders", 1).follow(Optional.empty());
        passAfter(Duration.ofMillis(1));
        assertTrue(Files.exists(place), "nobody may have that partition but this broker");
        follow(1);
        passAfter(Duration.ZERO);
        assertFalse(Files.exists(place));
    }

    @Test
    void itStaysWhileSomePartitionsAreNotOpenOrHaveStopped() {
        bothVote();
        room.fill();
        all = false;
        passAfter(SetAsideLogs.KEPT);
        passAfter(SetAsideLogs.KEPT);
        assertTrue(Files.exists(place), "it may be the only one that has them");
        all = true;
        replicas().iterator().next().fail(new StorageException("disk"));
        passAfter(SetAsideLogs.KEPT);
        passAfter(SetAsideLogs.KEPT);
        assertTrue(Files.exists(place));
    }
}
