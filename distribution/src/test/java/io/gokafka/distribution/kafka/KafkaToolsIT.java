package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Apache Kafka's own command-line tools. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class KafkaToolsIT {
    private static final Path JARS =
            Path.of(System.getProperty("gokafka.it.tools", "../modules/it-kafka-tools/target/lib"));
    private static final String TOPICS = "org.apache.kafka.tools.TopicCommand";
    private static final String CONFIGS = "kafka.admin.ConfigCommand";
    private static final String GROUPS = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand";
    private static final String OFFSETS = "org.apache.kafka.tools.GetOffsetShell";
    private static final String PRODUCE = "org.apache.kafka.tools.ProducerPerformance";
    private static final String CONSUME = "org.apache.kafka.tools.ConsumerPerformance";

    private final Kafka kafka;

    KafkaToolsIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void kafkaTopicsCreatesListsDescribesAltersAndDeletes() throws Exception {
        String topic = Kafka.name("tools");
        String created = run(
                TOPICS,
                "--create",
                "--topic",
                topic,
                "--partitions",
                "2",
                "--replication-factor",
                "3",
                "--config",
                "retention.ms=123456");
        assertTrue(created.contains("Created topic " + topic + "."), created);
        assertTrue(run(TOPICS, "--list").lines().toList().contains(topic));
        try (var admin = kafka.admin()) {
            Kafka.awaitLeaders(admin, topic, 2);
        }
        String described = run(TOPICS, "--describe", "--topic", topic);
        assertTrue(described.contains("PartitionCount: 2\tReplicationFactor: 3"), described);
        assertTrue(described.contains("retention.ms=123456"), described);
        assertTrue(Pattern.compile("Partition: 1\tLeader: \\d+\tReplicas: \\d+,\\d+,\\d+\tIsr: \\d+,\\d+,\\d+")
                .matcher(described)
                .find());
        run(TOPICS, "--alter", "--topic", topic, "--partitions", "4");
        assertTrue(run(TOPICS, "--describe", "--topic", topic).contains("PartitionCount: 4"));
        run(TOPICS, "--delete", "--topic", topic);
        assertFalse(run(TOPICS, "--list").lines().toList().contains(topic));
    }

    @Test
    void kafkaConfigsChangesAndDescribesATopic() throws Exception {
        String topic = kafka.topic(1);
        String[] entity = {"--entity-type", "topics", "--entity-name", topic};
        String changed =
                run(CONFIGS, with(entity, "--alter", "--add-config", "retention.ms=60000,max.message.bytes=5000"));
        assertTrue(changed.contains("Completed updating config for topic " + topic + "."), changed);
        String described = run(CONFIGS, with(entity, "--describe"));
        assertTrue(described.contains("retention.ms=60000"), described);
        assertTrue(described.contains("max.message.bytes=5000"), described);
        run(CONFIGS, with(entity, "--alter", "--delete-config", "retention.ms"));
        assertFalse(run(CONFIGS, with(entity, "--describe")).contains("retention.ms=60000"));
        String all = run(CONFIGS, with(entity, "--describe", "--all"));
        assertTrue(all.contains("retention.ms=604800000"), all);
    }

    @Test
    void thePerformanceToolsProduceConsumeAndTheirGroupIsAdministered() throws Exception {
        String topic = kafka.topic(3);
        String group = Kafka.name("tools");
        String produced = run(
                PRODUCE,
                "--topic",
                topic,
                "--num-records",
                "20000",
                "--record-size",
                "100",
                "--throughput",
                "-1",
                "--command-property",
                "bootstrap.servers=" + kafka.bootstrap(),
                "acks=all",
                "compression.type=lz4");
        assertTrue(produced.contains("20000 records sent"), produced);

        String offsets = run(OFFSETS, "--topic", topic);
        assertEquals(
                20_000,
                offsets.lines().mapToLong(l -> Long.parseLong(l.split(":")[2])).sum(),
                offsets);
        assertEquals(
                "0 0 0",
                run(OFFSETS, "--topic", topic, "--time", "earliest")
                        .lines()
                        .map(l -> l.split(":")[2])
                        .collect(Collectors.joining(" ")));

        String consumed = run(CONSUME, "--topic", topic, "--num-records", "20000", "--group", group);
        assertEquals("20000", consumed.lines().toList().getLast().split(", ")[4], consumed);

        assertTrue(run(GROUPS, "--list").lines().toList().contains(group));
        assertEquals(
                List.of(),
                lags(group, 3).stream().filter(lag -> !lag.equals("0")).toList());
        String state = run(GROUPS, "--describe", "--group", group, "--state");
        assertTrue(state.contains("Empty"), state);
        run(GROUPS, "--reset-offsets", "--to-earliest", "--execute", "--topic", topic, "--group", group);
        assertEquals(20_000, lags(group, 3).stream().mapToLong(Long::parseLong).sum());
        run(GROUPS, "--reset-offsets", "--to-offset", "5", "--execute", "--topic", topic + ":0", "--group", group);
        run(GROUPS, "--delete", "--group", group);
        assertFalse(run(GROUPS, "--list").lines().toList().contains(group));
    }

    /** The column LAG of a group's description. */
    private List<String> lags(String group, int partitions) throws Exception {
        String described = run(GROUPS, "--describe", "--group", group);
        List<String> lags = described
                .lines()
                .filter(l -> l.startsWith(group))
                .map(l -> l.split("\\s+")[5])
                .toList();
        assertEquals(partitions, lags.size(), described);
        return lags;
    }

    private static String[] with(String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** What a tool prints, without the warnings of its logger. */
    private String run(String tool, String... args) throws Exception {
        if (!Files.isDirectory(JARS)) {
            throw new AssertionError("no tools in " + JARS.toAbsolutePath());
        }
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                JARS + "/*",
                tool));
        if (!tool.equals(PRODUCE)) {
            line.addAll(List.of("--bootstrap-server", kafka.bootstrap()));
        }
        line.addAll(List.of(args));
        Child.Result result = Child.run("", Map.of(), line);
        assertEquals(0, result.exit(), line + "\n" + result.output());
        return result.output()
                .lines()
                .filter(l -> !l.startsWith("SLF4J") && !l.startsWith("WARNING: ") && !l.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
