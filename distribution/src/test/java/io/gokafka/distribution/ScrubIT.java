package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.GokafkaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of segments that nobody has met is found by running brokers and repaired from the others, while clients go on. */
class ScrubIT {
    private static final TopicPartition PARTITION = new TopicPartition("scrubbed", 0);
    private static final int RECORDS = 500;

    @TempDir
    Path directory;

    private TestCluster cluster() throws Exception {
        return TestCluster.ofThree(
                directory, "storage=file", "segment-bytes=1MiB", "scrub-interval=2s", "scrub-rate=64MiB");
    }

    private ReplicaFiles files(BrokerNode node, String log) {
        return new ReplicaFiles(directory.resolve(node.id()), log);
    }

    /** Damages an old segment of a running broker, and waits until it has set the log aside. */
    private void damage(BrokerNode node) throws Exception {
        int logged = node.logText().length();
        List<Path> segments = files(node, PARTITION.topic() + "-0").segments();
        assertTrue(segments.size() > 2, () -> "segments: " + segments);
        ReplicaFiles.flipABit(segments.getFirst(), Files.size(segments.getFirst()) / 2);
        awaitLog(node, logged, "log of " + PARTITION.topic() + "-0");
    }

    private static void awaitLog(BrokerNode node, int from, String what) {
        Await.until(() -> node.id() + " sets its log aside:\n" + node.logText(), TestCluster.PATIENCE, () -> {
            String log = node.logText().substring(from);
            return log.contains(what) && log.contains("is damaged, and is set aside");
        });
    }

    private void awaitEqual(TestCluster cluster) {
        Await.until("all replicas have the same bytes", TestCluster.PATIENCE, () -> {
            String first = files(cluster.node(0), PARTITION.topic() + "-0").digest();
            for (BrokerNode node : cluster.nodes()) {
                if (!files(node, PARTITION.topic() + "-0").digest().equals(first)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void aFlippedBitInAnOldSegmentIsRepairedOnAFollowerAndOnTheLeader() throws Exception {
        try (TestCluster cluster = cluster();
                GokafkaClient client = cluster.connect()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            try (SteadyTraffic traffic = new SteadyTraffic(client, PARTITION, 8_000)) {
                traffic.awaitMore(RECORDS);
                BrokerNode leader = cluster.leader(PARTITION.topic(), 0);
                BrokerNode follower = cluster.nodes().stream()
                        .filter(node -> !node.equals(leader))
                        .findFirst()
                        .orElseThrow();
                damage(follower);
                traffic.awaitMore(50);
                awaitRefilled(follower, leader);

                damage(leader);
                traffic.awaitMore(50);
                List<String> sent = traffic.stop();
                assertEquals(sent, SteadyTraffic.read(client, PARTITION, sent.size()));
                awaitEqual(cluster);
            }
        }
    }

    /** It has as many old segments as the leader: only then another replica may be damaged. */
    private void awaitRefilled(BrokerNode follower, BrokerNode leader) {
        Await.until(
                () -> follower.id() + " is filled again:\n" + follower.logText(),
                TestCluster.PATIENCE,
                () -> files(follower, PARTITION.topic() + "-0").segments().size()
                        >= files(leader, PARTITION.topic() + "-0").segments().size());
    }

    @Test
    void theMetadatasOwnLogIsRepairedWhileTheBrokerRunsAndWhenItStarts() throws Exception {
        try (TestCluster cluster = cluster();
                GokafkaClient client = cluster.connect()) {
            client.topics().create("before", 3, 3, Map.of());
            BrokerNode damaged = cluster.node(2);
            int logged = damaged.logText().length();
            flipInMetadata(damaged);
            awaitLog(damaged, logged, "log of __cluster");
            awaitVoting(cluster, client, damaged, cluster.node(1));

            damaged.kill();
            flipInMetadata(damaged);
            int again = damaged.logText().length();
            damaged.start();
            cluster.awaitReady(damaged);
            awaitLog(damaged, again, "log of __cluster");
            awaitVoting(cluster, client, damaged, cluster.node(0));
        }
    }

    private void flipInMetadata(BrokerNode node) throws Exception {
        Path segment = files(node, "__cluster").segments().getFirst();
        ReplicaFiles.flipABit(segment, 150);
    }

    /** Without another voter the damaged one's vote is needed, and it knows all there was. */
    private static void awaitVoting(TestCluster cluster, GokafkaClient client, BrokerNode repaired, BrokerNode other)
            throws IOException {
        cluster.awaitVoters(3);
        String topic = "made-without-" + other.id();
        Await.until(
                () -> repaired.id() + " has caught up:\n" + repaired.logText(),
                TestCluster.PATIENCE,
                repaired::isReady);
        client.topics().create(topic + "-before", 1, 3, Map.of());
        other.kill();
        Await.until("the other two decide", TestCluster.PATIENCE, () -> {
            client.topics().create(topic, 1, 2, Map.of());
            return true;
        });
        assertTrue(client.topics().list().stream().anyMatch(t -> t.name().equals("before")));
        other.start();
        cluster.awaitReady(other);
    }
}
