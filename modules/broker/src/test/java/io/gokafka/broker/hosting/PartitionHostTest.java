package io.gokafka.broker.hosting;

import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.DamagedFiles;
import io.gokafka.broker.fake.FakeRoom;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Replica;
import io.gokafka.storage.file.FileStorageProvider;
import io.gokafka.tck.consensus.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker on files whose groups are fake: which replicas it opens, closes, sets aside and opens again. */
final class PartitionHostTest {
    private static final BrokerId OTHER = new BrokerId("other");

    @TempDir
    private Path folder;

    private final FakeRoom room = new FakeRoom();
    private BrokerWorld world;

    /** Whether there is no space for a log that is opened. */
    private final AtomicBoolean full = new AtomicBoolean();

    @BeforeEach
    void start() {
        Storage files =
                new FileStorageProvider().open(new StorageContext(folder, Settings.defaults(), Clock.systemUTC()));
        world = new BrokerWorld(filledBy(files), room);
    }

    private Storage filledBy(Storage files) {
        Class<?>[] types = {Storage.class};
        return (Storage) Proxy.newProxyInstance(Storage.class.getClassLoader(), types, (proxy, method, arguments) -> {
            if (full.get() && method.getName().equals("open")) {
                throw new StorageException("cannot open", new IOException("No space left on device"));
            }
            try {
                return method.invoke(files, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        });
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private HostedPartition partition(String topic) {
        return world.hosted.find(topic, 0).orElseThrow();
    }

    private Replica replica(String topic) {
        return partition(topic).replica();
    }

    /** Here and on another broker. */
    private void createReplicated(String topic) {
        world.join(OTHER);
        world.createTopic(topic, 1, 2);
    }

    private void awaitAnother(String topic, Replica than) {
        Await.until(
                "the replica is another one",
                () -> world.hosted
                        .find(topic, 0)
                        .filter(p -> p.replica() != than)
                        .isPresent());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void replicasAreOpenedAndDeletedAsTopicsAre() throws IOException {
        world.createTopic("orders", 3);
        Await.until("all are open", () -> world.hosted.all().size() == 3);
        LogId log = replica("orders").id();
        assertTrue(names().contains(log.value()));
        Await.result(world.send(new DeleteTopic("orders")));
        Await.until("none is there", () -> world.hosted.all().isEmpty());
        Await.until("nor is its log", () -> !uncheckedNames().contains(log.value()));
    }

    private List<String> uncheckedNames() {
        try {
            return names();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLogWithoutATopicIsDeletedAndNoOther() {
        world.createTopic("orders", 1);
        world.produce("orders", 0, plain("a"));
        LogId orphan = new LogId("deleted-0");
        world.slices.storage().open(orphan, LogConfig.DEFAULT).close();
        world.host().deleteOrphans();
        Set<LogId> left = world.slices.storage().list();
        assertFalse(left.contains(orphan));
        assertTrue(left.containsAll(Set.of(LogId.CLUSTER, replica("orders").id())));
    }

    @Test
    void aReplicaThatIsFoundDamagedBeginsAnewAndKeepsWhatItHadAside() throws IOException {
        createReplicated("orders");
        world.produce("orders", 0, plain("a"));
        Replica damaged = replica("orders");
        damaged.fail(new CorruptLogException("entry 2 is damaged"));
        awaitAnother("orders", damaged);
        assertTrue(replica("orders").fault().isEmpty());
        assertEquals(0, replica("orders").log().bounds().endOffset());
        assertFalse(world.group("orders", 0).mayBeNew(), "others have what was acknowledged");
        assertTrue(names().contains(damaged.id() + "~damaged"));
    }

    @Test
    void aDamagedReplicaThatHasNoSpaceToBeginAnewWaitsForIt() throws IOException {
        createReplicated("orders");
        world.produce("orders", 0, plain("a"));
        Replica damaged = replica("orders");
        full.set(true);
        damaged.fail(new CorruptLogException("entry 2 is damaged"));
        Await.until("it is not there", () -> world.hosted.find("orders", 0).isEmpty());
        world.host().wake();
        full.set(false);
        world.host().wake();
        awaitAnother("orders", damaged);
        assertEquals(0, replica("orders").log().bounds().endOffset());
        assertFalse(world.group("orders", 0).mayBeNew(), "others have what was acknowledged");
        assertTrue(names().contains(damaged.id() + "~damaged"));
    }

    @Test
    void damageThatAReaderMeetsIsRepaired() throws IOException {
        createReplicated("orders");
        world.produce("orders", 0, plain("first value"));
        Replica damaged = replica("orders");
        DamagedFiles.flipABit(folder, "first value");
        damaged.fail(Await.value("the scrub finds it", () -> damageIn(damaged)));
        awaitAnother("orders", damaged);
    }

    private static Optional<CorruptLogException> damageIn(Replica replica) {
        try {
            new LogScrub(replica, read -> {}).run();
            return Optional.empty();
        } catch (CorruptLogException e) {
            return Optional.of(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theOnlyReplicaIsLeftAsItIs() throws IOException {
        world.createTopic("orders", 1);
        world.produce("orders", 0, plain("a"));
        Replica damaged = replica("orders");
        damaged.fail(new CorruptLogException("entry 2 is damaged"));
        world.createTopic("another", 1);
        Await.until("a pass was made", () -> world.hosted.find("another", 0).isPresent());
        assertSame(damaged, replica("orders"));
        assertFalse(names().contains(damaged.id() + "~damaged"));
    }

    @Test
    void aReplicaThatFailsForAnotherReasonStaysStopped() {
        createReplicated("orders");
        Replica failed = replica("orders");
        failed.fail(new StorageException("log has failed", new IOException("Input/output error")));
        createReplicated("another");
        assertSame(failed, replica("orders"));
    }

    @Test
    void aReplicaThatAFullDiskStoppedGoesOnWithItsLogWhenThereIsSpace() throws IOException {
        createReplicated("orders");
        world.produce("orders", 0, plain("a"));
        Replica stopped = replica("orders");
        room.fill();
        stopped.fail(new StorageException("log has failed", new IOException("No space left on device")));
        createReplicated("another");
        assertSame(stopped, replica("orders"));
        room.empty();
        world.host().wake();
        awaitAnother("orders", stopped);
        assertNotSame(stopped, replica("orders"));
        assertEquals(1, replica("orders").log().bounds().endOffset(), "what it had");
        assertFalse(world.group("orders", 0).mayBeNew());
        assertFalse(names().contains(stopped.id() + "~damaged"));
    }
}
