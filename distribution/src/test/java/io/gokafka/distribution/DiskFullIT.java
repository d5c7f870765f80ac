package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private TestCluster start() throws Exception {
        TestCluster cluster = new TestCluster(directory, "segment-bytes=1MiB");
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
    @Test
    void aDiskThatGetsFullRefusesRecordsAndIsReadAndGoesOnWhenThereIsSpace() throws Exception {
        try (TestCluster cluster = start();
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
        try (TestCluster cluster = start();
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

    private String digest(BrokerNode node) {
        try {
            return new ReplicaFiles(disk(node).data(), PARTITION.topic() + "-0").digest();
        } catch (IOException e) {
            return node.id() + e;
        }
    }
}
