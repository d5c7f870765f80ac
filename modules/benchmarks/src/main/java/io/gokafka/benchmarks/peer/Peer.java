package io.gokafka.benchmarks.peer;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A cluster that speaks the Kafka protocol, on free ports of this machine: one broker, or three.
 *
 * <p><b>Lifecycle.</b> Ends with {@link #close}. <b>Threading.</b> For one thread.
 */
public final class Peer implements AutoCloseable {
    private static final int START_SECONDS = 60;
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;

    /** How a kind of broker is started. */
    interface Launch {
        /** Does what comes before a node's first start. */
        void prepare(Node node) throws IOException, InterruptedException;

        /** The command line; {@code again} when the node has been started before. */
        List<String> command(Node node, boolean again);

        /** Whether the others find the first one only when it is up. */
        boolean hasFounder();
    }

    private final String name;
    private final List<Node> nodes;
    private final Launch launch;

    private Peer(String name, List<Node> nodes, Launch launch) {
        this.name = name;
        this.nodes = List.copyOf(nodes);
        this.launch = launch;
    }

    /** What it is called in reports. */
    public String name() {
        return name;
    }

    /** Where clients connect. */
    public String bootstrap() {
        return nodes.stream().map(Node::address).collect(Collectors.joining(","));
    }

    /** Its brokers. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * Starts gokafka.
     *
     * @param image the folder of the image
     * @param directory empty; for data and logs
     * @param brokers how many
     * @param settings over the defaults
     */
    public static Peer gokafka(Path image, Path directory, int brokers, Map<String, String> settings)
            throws IOException, InterruptedException {
        List<Node> nodes = nodes(directory, brokers);
        return started(new Peer("gokafka", nodes, GokafkaLaunch.of(image, nodes, settings)));
    }

    /**
     * Starts Apache Kafka, as combined nodes of KRaft.
     *
     * @param jars the folder with Kafka's jars
     * @param directory empty; for data and logs
     * @param brokers how many
     * @param settings over the defaults
     */
    public static Peer kafka(Path jars, Path directory, int brokers, Map<String, String> settings)
            throws IOException, InterruptedException {
        List<Node> nodes = nodes(directory, brokers);
        return started(new Peer("Apache Kafka", nodes, KafkaLaunch.of(jars, nodes, settings)));
    }

    private static List<Node> nodes(Path directory, int count) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Path own = Files.createDirectories(directory.resolve("node" + i));
            nodes.add(new Node(Integer.toString(i), own, freeAddress()));
        }
        return nodes;
    }

    /** Not of those ports that the kernel gives to whoever connects: one of these may be gone when a broker wants it. */
    static String freeAddress() throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket free = new ServerSocket(port)) {
                return "127.0.0.1:" + free.getLocalPort();
            } catch (BindException taken) {
                // another one
            }
        }
        throw new IOException("no port from " + FIRST_PORT + " to " + LAST_PORT + " is free");
    }

    private static Peer started(Peer peer) throws IOException, InterruptedException {
        try {
            for (Node node : peer.nodes) {
                peer.launch.prepare(node);
                node.start(peer.launch.command(node, false));
                if (peer.launch.hasFounder() && node == peer.nodes.getFirst()) {
                    peer.awaitBrokers(1);
                }
            }
            peer.awaitBrokers(peer.nodes.size());
            return peer;
        } catch (IOException | InterruptedException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    /** Starts what does not run, again; does not wait for it. */
    public void startAgain() throws IOException {
        for (Node node : nodes) {
            if (!node.isAlive()) {
                node.start(launch.command(node, true));
            }
        }
    }

    /**
     * Waits until so many brokers, the first ones, are in the cluster, and one leads it.
     *
     * @throws IOException when that is not so within a minute, or one has ended; with the end of its output
     */
    public void awaitBrokers(int count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000))) {
            while (!isComplete(admin, count)) {
                for (Node node : nodes.subList(0, count)) {
                    if (!node.isAlive()) {
                        throw new IOException(
                                "broker " + node.id() + " of " + name + " has ended:\n" + node.lastOutput());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(name + " did not start within " + START_SECONDS + " s:\n"
                            + nodes.subList(0, count).stream()
                                    .map(node -> "broker " + node.id() + ":\n" + node.lastOutput())
                                    .collect(Collectors.joining("\n")));
                }
                Thread.sleep(20);
            }
        }
    }

    private static boolean isComplete(Admin admin, int count) throws InterruptedException {
        try {
            var cluster = admin.describeCluster();
            return cluster.controller().get() != null && cluster.nodes().get().size() >= count;
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    /** Stops all brokers in good order, side by side. */
    public void stop() throws InterruptedException {
        List<Thread> stopping = nodes.stream()
                .map(node -> Thread.ofVirtual().start(node::close))
                .toList();
        for (Thread thread : stopping) {
            thread.join();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
