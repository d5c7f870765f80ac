package io.gokafka.broker.hosting;

import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.FakeRoom;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Replica;
import io.gokafka.storage.file.FileStorageProvider;
import io.gokafka.tck.consensus.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files, in a group that is fake: a replica that began anew. */
final class SetAsideLogsTest {
    private static final BrokerId OTHER = new BrokerId("other");

    @TempDir
    private Path folder;

    private final FakeRoom room = new FakeRoom();
    private Instant now = Instant.EPOCH;
    private BrokerWorld world;
    private SetAsideLogs logs;
    private Path kept;

    @BeforeEach
    void setALogAside() {
        Storage storage =
                new FileStorageProvider().open(new StorageContext(folder, Settings.defaults(), Clock.systemUTC()));
        world = new BrokerWorld(storage, new FakeRoom());
        logs = new SetAsideLogs(world.slices.storage(), this::replicas, room, () -> now);
        world.join(OTHER);
        world.createTopic("orders", 1, 2);
        world.produce("orders", 0, plain("a"));
        kept = damage();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Collection<Replica> replicas() {
        return world.hosted.all().stream().map(HostedPartition::replica).toList();
    }

    /** The replica begins anew, and follows; where its old log is. */
    private Path damage() {
        Replica damaged = world.hosted.find("orders", 0).orElseThrow().replica();
        damaged.fail(new CorruptLogException("entry 2 is damaged"));
        Await.until(
                "it has begun anew",
                () -> world.hosted
                        .find("orders", 0)
                        .filter(p ->
                                p.replica() != damaged && p.replica().status().isPresent())
                        .isPresent());
        world.group("orders", 0).follow(Optional.of(OTHER));
        return folder.resolve(damaged.id() + "~damaged");
    }

    private void passAfter(Duration time) {
        now = now.plus(time);
        logs.pass();
    }

    @Test
    void whatWasSetAsideGoesWhenTheReplicaHasBeenWholeForADay() {
        passAfter(SetAsideLogs.KEPT);
        passAfter(SetAsideLogs.KEPT.multipliedBy(10));
        assertTrue(Files.exists(kept), "the replica is being filled");
        world.group("orders", 0).vote();
        passAfter(Duration.ZERO);
        passAfter(SetAsideLogs.KEPT.minusMillis(1));
        assertTrue(Files.exists(kept), "somebody may want to look at it");
        passAfter(Duration.ofMillis(1));
        assertFalse(Files.exists(kept));
        assertTrue(world.slices.storage().keptAside().isEmpty());
        assertTrue(replicas().iterator().next().fault().isEmpty());
    }

    @Test
    void itGoesAtOnceWhenTheDiskIsFullAndThereIsALeaderToGetEverythingFrom() {
        room.fill();
        world.group("orders", 0).follow(Optional.empty());
        passAfter(Duration.ZERO);
        assertTrue(Files.exists(kept), "nobody may have it but this broker");
        world.group("orders", 0).follow(Optional.of(OTHER));
        passAfter(Duration.ZERO);
        assertFalse(Files.exists(kept));
    }

    @Test
    void theDayBeginsAnewWhenTheLogIsDamagedAgain() {
        world.group("orders", 0).vote();
        passAfter(Duration.ZERO);
        assertEquals(kept, damage());
        passAfter(SetAsideLogs.KEPT);
        assertTrue(Files.exists(kept), "it is being filled again");
        world.group("orders", 0).vote();
        passAfter(Duration.ofMillis(1));
        passAfter(SetAsideLogs.KEPT.minusMillis(1));
        assertTrue(Files.exists(kept));
    }

    @Test
    void aReplicaThatHasStoppedKeepsIt() {
        world.group("orders", 0).vote();
        passAfter(Duration.ZERO);
        replicas().iterator().next().fail(new StorageException("disk"));
        room.fill();
        passAfter(SetAsideLogs.KEPT);
        assertTrue(Files.exists(kept));
    }

    @Test
    void thatOfATopicThatIsGoneGoesWithIt() throws Exception {
        Path orphan = Files.createDirectory(folder.resolve("gone-0~damaged"));
        assertTrue(world.slices.storage().keptAside().containsKey(new LogId("gone-0")));
        world.host().deleteOrphans();
        assertFalse(Files.exists(orphan));
        assertTrue(Files.exists(kept));
    }
}
