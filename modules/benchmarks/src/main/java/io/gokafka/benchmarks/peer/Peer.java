package io.gokafka.benchmarks.peer;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One broker that speaks the Kafka protocol, on free ports of this machine. Its output is in {@code broker.log} of its directory.
 *
 * <p><b>Lifecycle.</b> Ends with {@link #close}: by SIGTERM, and after ten seconds by SIGKILL.
 */
public final class Peer implements AutoCloseable {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    private final String name;
    private final String bootstrap;
    private final Process process;

    private Peer(String name, String bootstrap, Process process) {
        this.name = name;
        this.bootstrap = bootstrap;
        this.process = process;
    }

    /** What it is called in reports. */
    public String name() {
        return name;
    }

    /** Where clients connect. */
    public String bootstrap() {
        return bootstrap;
    }

    /**
     * Starts gokafka.
     *
     * @param image the folder of the image
     * @param directory empty; for data and logs
     * @param settings over the defaults
     */
    public static Peer gokafka(Path image, Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        String kafka = address();
        List<String> command = new ArrayList<>(List.of(
                image.resolve("bin/gokafka").toString(),
                "server",
                "--data-dir",
                directory.resolve("data").toString(),
                "--kafka-addr",
                kafka,
                "--grpc-addr",
                address(),
                "--raft-addr",
                address(),
                "--http-addr",
                address()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return started("gokafka", kafka, directory, command);
    }

    /**
     * Starts Apache Kafka as one combined node of KRaft.
     *
     * @param jars the folder with Kafka's jars
     * @param directory empty; for data and logs
     * @param settings over the defaults
     */
    public static Peer kafka(Path jars, Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        String kafka = address();
        String controller = address();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://" + kafka + ",CONTROLLER://" + controller,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", directory.resolve("data").toString(),
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1"));
        properties.putAll(settings);
        Path config = directory.resolve("server.properties");
        try (var out = Files.newBufferedWriter(config)) {
            properties.store(out, null);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = jars + "/*";
        Process format = start(
                directory,
                List.of(
                        java,
                        "-cp",
                        path,
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        "MkU3OEVBNTcwNTJENDM2Qk",
                        "-c",
                        config.toString()));
        if (format.waitFor() != 0) {
            throw new IOException("Kafka's directory could not be formatted: see " + directory.resolve("broker.log"));
        }
        return started(
                "Apache Kafka",
                kafka,
                directory,
                List.of(java, "-Xmx1G", "-cp", path, "kafka.Kafka", config.toString()));
    }

    private static Peer started(String name, String bootstrap, Path directory, List<String> command)
            throws IOException, InterruptedException {
        Peer peer = new Peer(name, bootstrap, start(directory, command));
        try {
            peer.awaitReady(directory);
            return peer;
        } catch (IOException | InterruptedException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    private static Process start(Path directory, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("broker.log").toFile()))
                .start();
    }

    private void awaitReady(Path directory) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000))) {
            while (true) {
                try {
                    admin.describeCluster().controller().get();
                    return;
                } catch (ExecutionException e) {
                    if (!process.isAlive() || System.nanoTime() > deadline) {
                        throw new IOException(name + " did not start: see " + directory.resolve("broker.log"), e);
                    }
                }
            }
        }
    }

    private static String address() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
