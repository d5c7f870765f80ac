package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.client.GokafkaClient;
import io.gokafka.distribution.Await;
import io.gokafka.distribution.BrokerNode;
import io.gokafka.distribution.Image;
import io.gokafka.distribution.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compacted topic of unmodified clients, on brokers that are down, and die, while it is compacted. */
class CompactionIT {
    private static final int KEYS = 50;
    private static final int VALUE = 8_000;
    private static final List<String> CODECS = List.of("none", "gzip", "zstd");

    @TempDir
    Path directory;

    /** What was sent last of each key, where. */
    private final Map<String, ConsumerRecord<String, String>> latest = new HashMap<>();

    private final Random random = new Random(7);

    @BeforeAll
    static void theBrokersAreOurs() {
        Assumptions.assumeTrue(
                System.getProperty("gokafka.it.bootstrap", "").isEmpty(), "the brokers are not ours to kill");
    }

    @Test
    void everyBrokerEndsWithTheLatestOfEachKeyThroughKillsAndMoves() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, "retention-check-interval=100ms")) {
            Kafka kafka = new Kafka(KafkaCluster.bootstrap(cluster), Optional.of(cluster));
            String topic = kafka.topic(
                    1,
                    Map.of(
                            "cleanup.policy", "compact",
                            "segment.bytes", "1048576",
                            "min.cleanable.dirty.ratio", "0.1",
                            "delete.retention.ms", "0"));
            refusesRecordsWithoutKey(kafka, topic);
            write(kafka, topic, 0);

            BrokerNode away = follower(cluster, topic);
            away.kill();
            write(kafka, topic, 1);
            awaitCompacted(kafka, topic);
            away.start();
            cluster.awaitReady(away);

            write(kafka, topic, 2);
            BrokerNode dying = cluster.leader(topic, 0);
            dying.kill(); // it was compacting, or about to
            write(kafka, topic, 3);
            dying.start();
            cluster.awaitReady(dying);
            write(kafka, topic, 4);

            for (BrokerNode node : cluster.nodes()) {
                lead(cluster, topic, node);
                awaitCompacted(kafka, topic);
                awaitSameByTheShell(kafka, topic, node);
            }
        }
    }

    /** The Java client, which the shell's command uses, goes over the holes, from record to record and to the end. */
    private static void awaitSameByTheShell(Kafka kafka, String topic, BrokerNode node) {
        List<String> read = new ArrayList<>();
        Await.until(() -> "the same is read through gRPC: " + read, Kafka.PATIENCE, () -> {
            List<String> expected = Reading.all(kafka, topic, 0).stream()
                    .map(record -> record.offset() + " " + record.key())
                    .toList(); // what is compacted between the two is read once more
            Image.Result result = Image.built().run("consume", node.grpc(), topic, "0", "--format", "%o %k");
            read.clear();
            read.addAll(result.out().lines().toList());
            return read.equals(expected);
        });
    }

    private static void refusesRecordsWithoutKey(Kafka kafka, String topic) {
        for (String codec : CODECS) {
            try (KafkaProducer<String, String> producer = kafka.producer("compression.type", codec)) {
                Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, 0, null, "no key"));
                Throwable refusal = failure(sent);
                assertTrue(refusal instanceof InvalidRecordException, codec + ": " + refusal);
            }
        }
    }

    private static Throwable failure(Future<RecordMetadata> sent) {
        try {
            sent.get();
            throw new AssertionError("a record without a key was taken");
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All keys several times, with each codec; some are deleted, some of a round are not written again. */
    private void write(Kafka kafka, String topic, int round) {
        for (String codec : CODECS) {
            try (KafkaProducer<String, String> producer =
                    kafka.producer("compression.type", codec, "linger.ms", 5, "batch.size", 100_000)) {
                List<ProducerRecord<String, String>> records = new ArrayList<>();
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < 2 * KEYS; i++) {
                    String key = "key-" + (i % KEYS < KEYS / 2 ? "" : round + "-") + i % KEYS;
                    records.add(new ProducerRecord<>(topic, 0, key, random.nextInt(10) == 0 ? null : value()));
                    sent.add(producer.send(records.getLast()));
                }
                for (int i = 0; i < sent.size(); i++) {
                    long offset = Kafka.get(sent.get(i)).offset();
                    ProducerRecord<String, String> record = records.get(i);
                    latest.put(record.key(), new ConsumerRecord<>(topic, 0, offset, record.key(), record.value()));
                }
            }
        }
    }

    /** It does not compress well: the segments must be filled. */
    private String value() {
        return random.ints(VALUE, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What is left is what was written last, where it was written; of what is older, no more than the last segments have. */
    private void awaitCompacted(Kafka kafka, String topic) {
        long newest = 2 * (1 << 20) / VALUE;
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        Await.until(() -> read.size() + " records are left", Kafka.PATIENCE, () -> {
            read.clear();
            read.addAll(Reading.all(kafka, topic, 0));
            assertLatest(read);
            return read.size() <= latest.size() + newest;
        });
    }

    private void assertLatest(List<ConsumerRecord<String, String>> read) {
        Map<String, ConsumerRecord<String, String>> last = new HashMap<>();
        long before = -1;
        for (ConsumerRecord<String, String> record : read) {
            assertTrue(record.offset() > before, "offsets grow");
            before = record.offset();
            last.put(record.key(), record);
        }
        latest.forEach((key, expected) -> {
            ConsumerRecord<String, String> found = last.remove(key);
            if (expected.value() != null) {
                assertNotNull(found, key);
            }
            if (found != null) {
                assertEquals(expected.offset(), found.offset(), key);
                assertEquals(expected.value(), found.value(), key);
            }
        });
        assertEquals(Map.of(), last, "nothing else");
    }

    private static BrokerNode follower(TestCluster cluster, String topic) {
        BrokerNode leader = cluster.leader(topic, 0);
        return cluster.nodes().stream()
                .filter(node -> node != leader)
                .findFirst()
                .orElseThrow();
    }

    private static void lead(TestCluster cluster, String topic, BrokerNode node) {
        List<BrokerId> order = new ArrayList<>(List.of(new BrokerId(node.id())));
        cluster.nodes().stream()
                .map(n -> new BrokerId(n.id()))
                .filter(id -> !order.contains(id))
                .forEach(order::add);
        try (GokafkaClient client = cluster.connect()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            client.partitions().move(partition, order);
            Await.until(node.id() + " leads", Kafka.PATIENCE, () -> {
                if (!cluster.leader(topic, 0).equals(node)) {
                    var _ = client.partitions().electLeader(partition);
                }
                return cluster.leader(topic, 0).equals(node);
            });
        }
    }
}
