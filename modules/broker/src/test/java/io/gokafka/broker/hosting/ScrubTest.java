package io.gokafka.broker.hosting;

import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.DamagedFiles;
import io.gokafka.broker.fake.FakeRoom;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Replica;
import io.gokafka.faultydisk.Faults;
import io.gokafka.faultydisk.FaultyDisk;
import io.gokafka.storage.file.FileStorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On logs in files, damaged in place. */
final class ScrubTest {
    private static final Duration INTERVAL = Duration.ofDays(7);
    private static final long RATE = 1_000_000;

    @TempDir
    private Path folder;

    private BrokerWorld world;
    private Instant now = Instant.EPOCH;
    private final List<Long> pauses = new ArrayList<>();
    private Runnable whilePaused = () -> {};
    private Scrub scrub;

    private FaultyDisk disk;
    private volatile Faults faults = Faults.NONE;

    @BeforeEach
    void start() throws IOException {
        disk = FaultyDisk.open(folder, FaultyDisk.Options.NONE.withFaults(() -> faults));
        world = new BrokerWorld(
                new FileStorageProvider().open(new StorageContext(disk.root(), Settings.defaults(), Clock.systemUTC())),
                new FakeRoom());
        world.createTopic("orders", 1);
        scrub = new Scrub(this::replicas, RATE, INTERVAL, () -> now, new SplittableRandom(1), nanos -> {
            pauses.add(nanos);
            whilePaused.run();
        });
    }

    @AfterEach
    void stop() throws IOException {
        faults = Faults.NONE;
        world.close();
        disk.close();
    }

    private Collection<Replica> replicas() {
        return world.hosted.all().stream().map(HostedPartition::replica).toList();
    }

    private Replica replica() {
        return world.hosted.find("orders", 0).orElseThrow().replica();
    }

    private void fill() {
        for (int i = 0; i < 20; i++) {
            world.produce("orders", 0, plain("value " + i + " " + ".".repeat(100_000)));
        }
    }

    /** Each log is due once in this time. */
    private void passInterval() throws InterruptedException {
        scrub.pass();
        now = now.plus(INTERVAL);
        scrub.pass();
    }

    @Test
    void aFlippedBitStopsTheReplicaThatHasIt() throws Exception {
        fill();
        passInterval();
        assertTrue(replica().fault().isEmpty());
        DamagedFiles.flipABit(folder, "value 11");
        passInterval();
        CorruptLogException fault =
                assertInstanceOf(CorruptLogException.class, replica().fault().orElseThrow());
        assertTrue(String.valueOf(fault.getMessage()).contains("offset 11"), fault.getMessage());
    }

    @Test
    void aDamagedVoteOrSnapshotIsFound() throws Exception {
        fill();
        world.group("orders", 0).vote();
        assertTrue(replica().saveSnapshot(replica().commitIndex(), new byte[] {1, 2, 3}));
        passInterval();
        assertTrue(replica().fault().isEmpty());
        Path log = folder.resolve(replica().id().value());
        for (String name : List.of("vote", "snapshot")) {
            Path file = log.resolve(name);
            byte[] good = Files.readAllBytes(file);
            byte[] bad = good.clone();
            bad[bad.length - 1] ^= 1;
            Files.write(file, bad);
            CorruptLogException damage =
                    assertThrows(CorruptLogException.class, () -> new LogScrub(replica(), bytes -> {}).run());
            assertTrue(String.valueOf(damage.getMessage()).contains(name), damage.getMessage());
            Files.write(file, good);
        }
        Files.write(log.resolve("vote"), new byte[] {1});
        passInterval();
        assertInstanceOf(CorruptLogException.class, replica().fault().orElseThrow());
    }

    @Test
    void aSegmentThatBecameShorterIsFound() throws Exception {
        fill();
        DamagedFiles.cutBefore(folder, "value 19");
        passInterval();
        assertInstanceOf(CorruptLogException.class, replica().fault().orElseThrow());
    }

    @Test
    void aLogThatTheDiskCannotReadIsDamaged() throws Exception {
        fill();
        faults = Faults.whenReadFails();
        passInterval();
        assertInstanceOf(CorruptLogException.class, replica().fault().orElseThrow());
    }

    @Test
    void itReadsNoFasterThanItMay() throws Exception {
        fill();
        passInterval();
        long nanos = pauses.stream().mapToLong(Long::longValue).sum();
        assertEquals(replica().log().sizeInBytes() * (1_000_000_000 / RATE), nanos);
        long largest = pauses.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(largest <= 262_144_000, "in small pieces");
    }

    @Test
    void eachLogIsReadOnceAnInterval() throws Exception {
        fill();
        passInterval();
        int pieces = pauses.size();
        now = now.plus(INTERVAL).minusMillis(1);
        scrub.pass();
        assertEquals(pieces, pauses.size(), "not due yet");
        now = now.plusMillis(1);
        scrub.pass();
        assertEquals(2 * pieces, pauses.size());
    }

    @Test
    void aLogWhoseBeginningIsDroppedMeanwhileIsNoDamagedOne() throws Exception {
        fill();
        whilePaused = () -> {
            whilePaused = () -> {};
            world.group("orders", 0).dropPrefix(10);
        };
        passInterval();
        assertTrue(replica().fault().isEmpty());
        assertTrue(pauses.size() > 1);
    }

    @Test
    void aTopicThatIsDeletedMeanwhileEndsNothingElse() throws Exception {
        fill();
        Replica deleted = replica();
        whilePaused = deleted::close;
        passInterval();
        assertTrue(deleted.fault().isEmpty());
        assertEquals(1, scrub.dueTimes().size());
    }
}
