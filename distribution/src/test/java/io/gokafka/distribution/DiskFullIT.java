package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.client.GokafkaClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers on small disks of their own, which are filled up and emptied. */
class DiskFullIT {
    private static final TopicPartition PARTITION = new TopicPartition("written", 0);
    private static final int DISK_MIB = 96;

    @TempDir
    Path directory;

    @BeforeEach
    void needSmallDisks() throws Exception {
        SmallDisk.assumePossible();
    }

    private final Map<BrokerNode, SmallDisk> disks = new HashMap<>();

    private TestCluster start(String... settings) throws Exception {
        TestCluster cluster = new TestCluster(directory, settings);
        for (int i = 0; i < 3; i++) {
            BrokerNode node = cluster.add();
            disks.put(node, node.onSmallDisk(DISK_MIB));
            if (i == 0) {
                node.start();
            } else {
                node.start("--join-addr", cluster.node(0).grpc());
            }
            cluster.awaitReady(node);
        }
        cluster.awaitVoters(3);
        return cluster;
    }

    private SmallDisk disk(BrokerNode node) {
        return Objects.requireNonNull(disks.get(node));
    }

    /** The reserve is a twentieth of the disk: some 5 MiB. */
    @ParameterizedTest
    @ValueSource(strings = {"file", "rocksdb"})
    void aDiskThatGetsFullRefusesRecordsAndIsReadAndGoesOnWhenThereIsSpace(String storage) throws Exception {
        try (TestCluster cluster = start("storage=" + storage, "segment-bytes=1MiB");
                GokafkaClient client = cluster.connect()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            try (SteadyTraffic traffic = new SteadyTraffic(client, PARTITION, 1_000)) {
                traffic.awaitMore(200);
                BrokerNode leader = cluster.leader(PARTITION.topic(), 0);
                disk(leader).fillUpTo(2 << 20);
                assertRefused(leader);
                int acknowledged = traffic.count();
                assertEquals(
                        acknowledged,
                        SteadyTraffic.read(client, PARTITION, acknowledged).size());
                assertEquals(leader, cluster.leader(PARTITION.topic(), 0), "nothing has failed");

                disk(leader).free();
                traffic.awaitMore(200); // the record that was refused all the time among them
                List<String> sent = traffic.stop();
                assertEquals(sent, SteadyTraffic.read(client, PARTITION, sent.size()));
            }
        }
    }

    private static void assertRefused(BrokerNode leader) throws Exception {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                leader.kafka(),
                "retries",
                0,
                "enable.idempotence",
                false,
                "delivery.timeout.ms",
                60_000);
        try (KafkaProducer<String, String> kafka =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            Await.until("an unmodified Kafka client is refused", TestCluster.PATIENCE, () -> {
                try {
                    kafka.send(new ProducerRecord<>(PARTITION.topic(), "from kafka"))
                            .get(30, TimeUnit.SECONDS);
                    return false;
                } catch (ExecutionException e) {
                    assertInstanceOf(KafkaStorageException.class, e.getCause());
                    return true;
                }
            });
        }
        Image.Result cli = Image.built()
                .run("produce", leader.grpc(), PARTITION.topic(), "0", "from the shell", "--timeout", "2s");
        assertNotEquals(0, cli.exit());
        assertTrue(cli.err().contains("disk"), cli.err());
    }

    /** A disk that is full at once, before anybody has looked: writes fail, and so do replicas. */
    @Test
    void replicasThatAFullDiskStoppedComeBackByThemselvesWithAllTheyHad() throws Exception {
        try (TestCluster cluster = start("storage=file", "segment-bytes=1MiB");
                GokafkaClient client = cluster.connect()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            try (SteadyTraffic traffic = new SteadyTraffic(client, PARTITION, 1_000)) {
                traffic.awaitMore(200);
                BrokerNode leader = cluster.leader(PARTITION.topic(), 0);
                disk(leader).fillUpTo(0);
                Await.until(
                        () -> leader.id() + " says that its disk is full:\n" + leader.logText(),
                        TestCluster.PATIENCE,
                        () -> leader.logText().contains("of which")
                                || leader.logText().contains("No space left on device"));
                disk(leader).free();
                traffic.awaitMore(200);
                List<String> sent = traffic.stop();
                assertEquals(sent, SteadyTraffic.read(client, PARTITION, sent.size()));
                Await.until(
                        () -> "all replicas have the same bytes; " + leader.logText(),
                        TestCluster.PATIENCE,
                        () -> cluster.nodes().stream()
                                        .map(this::digest)
                                        .distinct()
                                        .count()
                                == 1);
                assertTrue(!leader.logText().contains("set aside"), leader.logText());
            }
        }
    }

    /** They share a database, which fails as a whole: those that nobody uses as well, and the metadata's. */
    @Test
    void allLogsOfADatabaseThatAFullDiskStoppedComeBackByThemselves() throws Exception {
        TopicPartition idle = new TopicPartition("idle", 0);
        try (TestCluster cluster = start("storage=rocksdb", "disk-reserve=0", "storage.rocksdb.write-buffers=4MiB");
                GokafkaClient client = cluster.connect()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            client.topics().create(idle.topic(), 1, 3, Map.of());
            try (SteadyTraffic traffic = new SteadyTraffic(client, PARTITION, 1_000)) {
                traffic.awaitMore(200);
                BrokerNode full = cluster.leader(PARTITION.topic(), 0);
                disk(full).fillUpTo(0);
                for (String log : List.of(PARTITION.topic(), idle.topic(), "__cluster")) {
                    awaitLogged(full, "replica of " + log, "has stopped");
                }
                traffic.awaitMore(200); // from the others

                disk(full).free();
                awaitLogged(full, "the metadata's log is opened again");
                awaitAllHave(cluster, client, PARTITION);
                awaitAllHave(cluster, client, idle);
                cluster.nodes().stream()
                        .filter(node -> node != full)
                        .findFirst()
                        .orElseThrow()
                        .kill();
                traffic.awaitMore(200); // it is one of the majority
                List<String> sent = traffic.stop();
                assertEquals(sent, SteadyTraffic.read(client, PARTITION, sent.size()));
                assertTrue(full.isRunning(), full.logText());
            }
        }
    }

    private static void awaitLogged(BrokerNode node, String... words) {
        Await.until(
                () -> node.id() + " says " + List.of(words) + ":\n" + node.logText(),
                TestCluster.PATIENCE,
                () -> node.logText()
                        .lines()
                        .anyMatch(line -> List.of(words).stream().allMatch(line::contains)));
    }

    /** All brokers have the log, and know of nothing that they lack. */
    private static void awaitAllHave(TestCluster cluster, GokafkaClient client, TopicPartition partition) {
        Await.until(
                () -> "all brokers have all of " + partition,
                TestCluster.PATIENCE,
                () -> cluster.nodes().stream()
                        .allMatch(node -> client.brokers().logs(new BrokerId(node.id())).logs().stream()
                                .anyMatch(log -> log.partition().equals(partition) && log.lag() == 0)));
    }

    private String digest(BrokerNode node) {
        try {
            return new ReplicaFiles(disk(node).data(), PARTITION.topic() + "-0").digest();
        } catch (IOException e) {
            return node.id() + e;
        }
    }
}
