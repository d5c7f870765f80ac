package io.gokafka.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Starts combined nodes of Apache Kafka, with the heap and the collector of its own scripts. */
record KafkaLaunch(Path jars, Map<String, String> controllers, int brokers, Map<String, String> settings)
        implements Peer.Launch {
    private static final String CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qk";

    static KafkaLaunch of(Path jars, List<Node> nodes, Map<String, String> settings) throws IOException {
        Map<String, String> controllers = new HashMap<>();
        for (Node node : nodes) {
            controllers.put(node.id(), Peer.freeAddress());
        }
        return new KafkaLaunch(jars, controllers, nodes.size(), settings);
    }

    @Override
    public void prepare(Node node) throws IOException, InterruptedException {
        Properties properties = new Properties();
        String replicas = Integer.toString(brokers);
        String majority = Integer.toString(brokers / 2 + 1);
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                node.id(),
                "controller.quorum.voters",
                voters(),
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://" + node.address() + ",CONTROLLER://" + controllers.get(node.id()),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                node.directory().resolve("data").toString(),
                "offsets.topic.replication.factor",
                replicas,
                "transaction.state.log.replication.factor",
                replicas,
                "transaction.state.log.min.isr",
                majority));
        properties.put("min.insync.replicas", majority);
        properties.putAll(settings);
        try (var out = Files.newBufferedWriter(config(node))) {
            properties.store(out, null);
        }
        List<String> format = List.of(
                java(),
                "-cp",
                jars + "/*",
                "kafka.tools.StorageTool",
                "format",
                "-t",
                CLUSTER_ID,
                "-c",
                config(node).toString());
        Path log = node.directory().resolve("broker.log");
        Process process = new ProcessBuilder(format)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("Kafka's directory could not be formatted: see " + log);
        }
    }

    private String voters() {
        List<String> voters = new ArrayList<>();
        controllers.forEach((id, address) -> voters.add(id + "@" + address));
        return String.join(",", voters);
    }

    private static Path config(Node node) {
        return node.directory().resolve("server.properties");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public List<String> command(Node node, boolean again) {
        // As bin/kafka-server-start.sh and bin/kafka-run-class.sh do.
        return List.of(
                java(),
                "-Xmx1G",
                "-Xms1G",
                "-server",
                "-XX:+UseG1GC",
                "-XX:MaxGCPauseMillis=20",
                "-XX:InitiatingHeapOccupancyPercent=35",
                "-XX:+ExplicitGCInvokesConcurrent",
                "-Djava.awt.headless=true",
                "-cp",
                jars + "/*",
                "kafka.Kafka",
                config(node).toString());
    }

    @Override
    public boolean hasFounder() {
        return false;
    }
}
