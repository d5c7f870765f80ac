package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three consumers, processes of the image, share twelve partitions. */
class GroupIT {
    private static final int PARTITIONS = 12;
    private static final String TOPIC = "shared";
    private static final String GROUP = "readers";
    private static final Duration AFTER_KILL = Duration.ofSeconds(15);
    /** 3 s is the target; a machine that runs a whole build at the same time gets some more. */
    private static final Duration AFTER_LEAVE = Duration.ofSeconds(6);

    @TempDir
    Path directory;

    private final List<Process> consumers = new ArrayList<>();
    private int sent;

    @Test
    void othersTakeOverFromAMemberThatDiesOrLeavesAndOffsetsOutliveAllBrokers() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory);
                GokafkaClient client = cluster.connect()) {
            client.topics().create(TOPIC, PARTITIONS, 3, Map.of());
            for (int i = 0; i < 3; i++) {
                consumers.add(startConsumer(cluster, i));
            }
            awaitMembers(client, 3);
            produceAndAwait(client, TestCluster.PATIENCE);

            consumers.get(0).destroyForcibly();
            produceAndAwait(client, AFTER_KILL);

            consumers.get(1).destroy();
            assertTrue(consumers.get(1).waitFor(20, TimeUnit.SECONDS), "the consumer does not end");
            produceAndAwait(client, AFTER_LEAVE);

            consumers.get(2).destroy();
            assertTrue(consumers.get(2).waitFor(20, TimeUnit.SECONDS), "the consumer does not end");
            assertAllCommitted(client);

            for (BrokerNode node : cluster.nodes()) {
                node.kill();
            }
            for (BrokerNode node : cluster.nodes()) {
                node.start();
            }
            cluster.nodes().forEach(cluster::awaitReady);
            assertAllCommitted(client);
        } finally {
            consumers.forEach(Process::destroyForcibly);
        }
    }

    private Process startConsumer(TestCluster cluster, int number) throws IOException {
        return Image.built()
                .builder(
                        directory,
                        Map.of(),
                        "consume",
                        "--bootstrap-server",
                        cluster.bootstrap(),
                        "--topic",
                        TOPIC,
                        "--group",
                        GROUP,
                        "--from",
                        "beginning",
                        "--follow")
                .redirectOutput(output(number).toFile())
                .redirectError(directory.resolve("consumer" + number + ".err").toFile())
                .start();
    }

    private Path output(int number) {
        return directory.resolve("consumer" + number + ".out");
    }

    private static void awaitMembers(GokafkaClient client, int count) {
        Await.until(count + " members with equal shares of the partitions", TestCluster.PATIENCE, () -> {
            var members = client.groups().describe(GROUP).members();
            return members.size() == count
                    && members.stream().allMatch(m -> m.assigned().size() == PARTITIONS / count);
        });
    }

    /** One record for each partition; each must be read by somebody in time. */
    private void produceAndAwait(GokafkaClient client, Duration atMost) {
        Set<String> values = new HashSet<>();
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            for (int p = 0; p < PARTITIONS; p++) {
                String value = "record " + sent++ + ".";
                values.add(value);
                producer.send(ProducerRecord.of(TOPIC, value).withPartition(p)).join();
            }
        }
        Await.until(() -> "all of " + values + " are read", atMost, () -> {
            Set<String> read = new HashSet<>();
            for (int i = 0; i < consumers.size(); i++) {
                read.addAll(Files.readAllLines(output(i)));
            }
            return read.containsAll(values);
        });
    }

    private void assertAllCommitted(GokafkaClient client) {
        Map<TopicPartition, Long> ends = new java.util.HashMap<>();
        for (int p = 0; p < PARTITIONS; p++) {
            ends.put(new TopicPartition(TOPIC, p), (long) sent / PARTITIONS);
        }
        assertEquals(PARTITIONS, client.groups().offsets(GROUP).size());
        client.groups().offsets(GROUP).forEach((partition, committed) -> {
            long expected = ends.getOrDefault(partition, -1L);
            assertEquals(expected, committed.offset(), "committed of " + partition);
        });
    }
}
