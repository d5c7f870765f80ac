package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica whose log is damaged gets everything from the others, without an operator; meanwhile they go on. */
class RepairIT {
    private static final int PAGE = 4096;
    private static final int RECORDS = 600;
    private static final TopicPartition PARTITION = new TopicPartition("repaired", 0);

    @TempDir
    Path directory;

    private interface Damage {
        void to(Path segment) throws IOException;
    }

    @Test
    void damagedAndIncompleteLogsAreFilledFromTheOtherReplicas() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(
                        directory, "storage=file", "segment-bytes=1MiB", "storage.file.verify-sealed=true");
                GokafkaClient client = cluster.connect()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            List<String> sent = new ArrayList<>(produce(client, "first", RECORDS));
            BrokerNode leader = cluster.leader(PARTITION.topic(), 0);

            for (Damage damage :
                    List.<Damage>of(RepairIT::flipABit, Files::delete, RepairIT::cut, RepairIT::zeroAPage)) {
                leader.kill();
                damage.to(segments(leader, 3).getFirst());
                sent.addAll(repair(cluster, client, leader, sent));
            }
        }
    }

    /** With the settings that brokers have by themselves: all is in one segment. */
    @Test
    void damageInTheActiveSegmentOfABrokerThatWasStoppedIsRepaired() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, "storage=file");
                GokafkaClient client = cluster.connect()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            List<String> sent = new ArrayList<>(produce(client, "first", 100));
            BrokerNode leader = cluster.leader(PARTITION.topic(), 0);

            for (Damage damage :
                    List.<Damage>of(RepairIT::flipABit, RepairIT::cut, RepairIT::zeroAPage, Files::delete)) {
                assertEquals(143, leader.stop(), leader.logText());
                damage.to(segments(leader, 1).getLast());
                sent.addAll(repair(cluster, client, leader, sent));
            }
        }
    }

    /**
     * Starts the preferred leader with its damaged log, and has everything read: at the latest by that, the damage is found. It leads again when it
     * has everything. Returns what was sent before.
     */
    private static List<String> repair(TestCluster cluster, GokafkaClient client, BrokerNode node, List<String> before)
            throws IOException {
        List<String> meanwhile = produce(client, "meanwhile", 10);
        int logged = node.logText().length();
        node.start();
        cluster.awaitReady(node);
        awaitLeading(cluster, node);
        List<String> all = new ArrayList<>(before);
        all.addAll(meanwhile);
        assertEquals(all, read(client, all.size()));
        Await.until(
                () -> node.id() + " has set its log aside:\n" + node.logText(),
                TestCluster.PATIENCE,
                () -> node.logText().substring(logged).contains("is damaged, and is set aside"));
        awaitLeading(cluster, node);
        assertEquals(all, read(client, all.size()));
        return meanwhile;
    }

    private static void awaitLeading(TestCluster cluster, BrokerNode node) {
        Await.until(
                () -> node.id() + " leads again:\n" + node.logText(),
                TestCluster.PATIENCE,
                () -> cluster.leader(PARTITION.topic(), 0).equals(node));
    }

    /** The oldest first. */
    private List<Path> segments(BrokerNode node, int least) throws IOException {
        List<Path> segments = new ReplicaFiles(directory.resolve(node.id()), PARTITION.topic() + "-0").segments();
        assertTrue(segments.size() >= least, () -> "segments: " + segments);
        return segments;
    }

    private static void cut(Path segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    /** As a disk that has lost one gives it back. */
    private static void zeroAPage(Path segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGE), channel.size() / 2 / PAGE * PAGE);
        }
    }

    private static void flipABit(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
    }

    private static List<String> produce(GokafkaClient client, String what, int count) {
        List<String> values = IntStream.range(0, count)
                .mapToObj(i -> what + " " + i + ".".repeat(8_000))
                .toList();
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            List<CompletableFuture<RecordMetadata>> sent = values.stream()
                    .map(value ->
                            producer.send(ProducerRecord.of(PARTITION.topic(), value.getBytes(StandardCharsets.UTF_8))
                                    .withPartition(0)))
                    .toList();
            sent.forEach(CompletableFuture::join);
        }
        return values;
    }

    private static List<String> read(GokafkaClient client, int count) {
        List<String> values = new ArrayList<>();
        try (Consumer consumer = client.consumer(ConsumerConfig.defaults())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            Await.until("all records are read", TestCluster.PATIENCE, () -> {
                for (ConsumerRecord record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.record().valueText());
                }
                return values.size() >= count;
            });
        }
        return values;
    }
}
