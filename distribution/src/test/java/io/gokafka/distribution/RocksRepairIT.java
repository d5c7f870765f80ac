package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.client.GokafkaClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker whose database is damaged, and with it all of its logs, sets it aside and gets everything from the others, without an operator; the only one
 * there is refuses to start, and keeps it.
 */
class RocksRepairIT {
    private static final String TOPIC = "repaired";
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, 3)
            .mapToObj(number -> new TopicPartition(TOPIC, number))
            .toList();

    @TempDir
    Path directory;

    private interface Damage {
        void to(Path database) throws IOException;
    }

    @Test
    void aBrokerWithADamagedDatabaseGetsEverythingFromTheOthers() throws Exception {
        List<Damage> damages = List.of(
                database -> Files.delete(largest(database, ".sst")),
                RocksRepairIT::cutTheWriteAheadLog,
                database -> flipABit(largest(database, "MANIFEST")));
        try (TestCluster cluster =
                        TestCluster.ofThree(directory, "storage=rocksdb", "storage.rocksdb.write-buffers=4MiB");
                GokafkaClient client = cluster.connect()) {
            client.topics().create(TOPIC, PARTITIONS.size(), 3, Map.of());
            List<SteadyTraffic> traffic = PARTITIONS.stream()
                    .map(partition -> new SteadyTraffic(client, partition, 8_000))
                    .toList();
            traffic.forEach(one -> one.awaitMore(200));
            for (int i = 0; i < damages.size(); i++) {
                repair(cluster, cluster.node(i), damages.get(i));
                awaitWhole(cluster, client, cluster.node(i));
                traffic.forEach(one -> one.awaitMore(20));
            }
            for (int i = 0; i < PARTITIONS.size(); i++) {
                List<String> sent = traffic.get(i).stop();
                assertEquals(sent, SteadyTraffic.read(client, PARTITIONS.get(i), sent.size()));
            }
            Await.until("all have as much", TestCluster.PATIENCE, () -> {
                Map<TopicPartition, Long> first = bytes(client, cluster.node(0));
                return cluster.nodes().stream()
                        .allMatch(node -> bytes(client, node).equals(first));
            });
            assertEqual(cluster);
        }
    }

    private void repair(TestCluster cluster, BrokerNode node, Damage damage) throws IOException {
        node.kill();
        damage.to(database(node));
        int logged = node.logText().length();
        node.start();
        cluster.awaitReady(node);
        String log = node.logText().substring(logged);
        assertTrue(log.contains("is damaged") && log.contains("all of it is set aside"), log);
        assertTrue(Files.isDirectory(data(node).resolve("storage~damaged").resolve("db")), log);
    }

    /** It has as much of each partition as another had when it began, and leads one: it remembers, and votes. */
    private static void awaitWhole(TestCluster cluster, GokafkaClient client, BrokerNode node) {
        BrokerNode other = cluster.nodes().stream()
                .filter(n -> !n.equals(node))
                .findFirst()
                .orElseThrow();
        Map<TopicPartition, Long> wanted = bytes(client, other);
        Await.until(() -> node.id() + " is whole:\n" + node.logText(), TestCluster.PATIENCE, () -> {
            Map<TopicPartition, Long> found = bytes(client, node);
            boolean leads = client.topics().describe(TOPIC).partitions().stream()
                    .anyMatch(partition -> partition.leader().equals(Optional.of(new BrokerId(node.id()))));
            return leads && PARTITIONS.stream().allMatch(p -> found.getOrDefault(p, 0L) >= wanted.getOrDefault(p, 0L));
        });
    }

    private static Map<TopicPartition, Long> bytes(GokafkaClient client, BrokerNode node) {
        return client.brokers().logs(new BrokerId(node.id())).logs().stream()
                .filter(log -> log.partition().topic().equals(TOPIC))
                .collect(Collectors.toMap(DescribeLogs.Log::partition, DescribeLogs.Log::bytes));
    }

    private void assertEqual(TestCluster cluster) throws Exception {
        cluster.nodes().forEach(BrokerNode::kill);
        for (BrokerNode node : cluster.nodes()) {
            String verified = run("verify", node);
            assertTrue(verified.contains("nothing is damaged"), verified);
            for (TopicPartition partition : PARTITIONS) {
                assertEquals(records(cluster.node(0), partition), records(node, partition), node.id());
            }
        }
    }

    /** What else a leader writes, as it begins, need not have reached all when they were killed. */
    private List<String> records(BrokerNode node, TopicPartition partition) throws Exception {
        List<String> records = run("dump", node, "--log", partition.toString(), "--records", "--format", "%o=%v")
                .lines()
                .filter(line -> line.matches(" *[0-9]+=record .*"))
                .toList();
        assertTrue(records.size() > 200, () -> node.id() + " has " + records.size());
        return records;
    }

    private String run(String command, BrokerNode node, String... more) throws Exception {
        List<String> words = Stream.concat(
                        Stream.of("storage", command, data(node).toString()), Stream.of(more))
                .toList();
        Image.Result result = Image.built().run(words.toArray(String[]::new));
        assertEquals(0, result.exit(), words + "\n" + result.out() + result.err());
        return result.out();
    }

    @Test
    void theOnlyBrokerRefusesToStartAndKeepsWhatItHas() throws Exception {
        try (TestCluster cluster = new TestCluster(directory, "storage=rocksdb")) {
            BrokerNode node = cluster.add();
            node.start();
            cluster.awaitReady(node);
            try (GokafkaClient client = cluster.connect()) {
                client.topics().create(TOPIC, 1, 1, Map.of());
            }
            node.kill();
            cutTheWriteAheadLog(database(node));
            long manifest = Files.size(largest(database(node), "MANIFEST"));

            int logged = node.logText().length();
            node.start();
            Await.until("it refuses", TestCluster.PATIENCE, () -> !node.isRunning());
            assertEquals(2, node.stop());
            String log = node.logText().substring(logged);
            assertTrue(log.contains("is damaged") && log.contains("gokafka storage verify"), log);
            assertFalse(log.contains("\tat "), log);
            assertTrue(manifest > 0 && Files.isDirectory(database(node)));
            assertFalse(Files.exists(data(node).resolve("storage~damaged")));
        }
    }

    private Path data(BrokerNode node) {
        return directory.resolve(node.id());
    }

    private Path database(BrokerNode node) {
        return data(node).resolve("storage").resolve("db");
    }

    private static Path largest(Path database, String part) throws IOException {
        try (Stream<Path> files = Files.list(database)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void cutTheWriteAheadLog(Path database) throws IOException {
        Path log = largest(database, ".log");
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            assertTrue(channel.size() > 0, log.toString());
            channel.truncate(channel.size() / 2);
        }
    }

    private static void flipABit(Path file) throws IOException {
        ReplicaFiles.flipABit(file, Files.size(file) / 2);
    }
}
