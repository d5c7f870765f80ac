package io.gokafka.harness.cluster;

import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import io.gokafka.harness.Await;
import io.gokafka.harness.net.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** All brokers of a run. Safe for use by several threads. */
public final class Cluster implements AutoCloseable {
    /** How long a machine that is busy may take to start a broker. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BRIEFLY = Duration.ofSeconds(8);

    private final Layout layout;
    private final Network network;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    public Cluster(Layout layout, Network network) {
        this.layout = layout;
        this.network = network;
    }

    /** Starts the first brokers, which become a cluster, and waits until all are ready. */
    public void begin(int count) throws IOException {
        Files.createDirectories(layout.directory());
        for (int i = 0; i < count; i++) {
            Node node = add();
            start(node);
            if (i == 0) {
                awaitReady(node);
            }
        }
        nodes.forEach(this::awaitReady);
    }

    /** A further broker, not started yet. */
    public Node add() throws IOException {
        Node node = new Node(layout, network.add(nodes.size() + 1));
        nodes.add(node);
        return node;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** The brokers that run, and are not paused. */
    public List<Node> active() {
        return nodes.stream().filter(Node::isActive).toList();
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    /** Starts a broker; it joins the others if it is new. */
    public void start(Node node) throws IOException {
        node.start(
                nodes.size() == 1
                        ? List.of()
                        : nodes.stream().filter(n -> n != node).map(Node::grpc).toList());
    }

    /** Starts all that are down, and lets those go on that are paused. */
    public void startAll() throws IOException {
        for (Node node : nodes) {
            node.resume();
            start(node);
        }
    }

    public void awaitReady(Node node) {
        Await.until(node.id() + " is ready, see " + node.log(), PATIENCE, () -> node.isReady() || node.hasEnded());
        if (node.hasEnded()) {
            throw new IllegalStateException(node.id() + " has ended, see " + node.log());
        }
    }

    /** Waits a while for a broker; it may be that it cannot get ready now. */
    public void awaitReadyBriefly(Node node) {
        long deadline = System.nanoTime() + BRIEFLY.toNanos();
        while (!node.isReady() && node.isRunning() && System.nanoTime() < deadline) {
            Await.pause(50);
        }
    }

    /** A client of all brokers, with its defaults, once each of them votes on the metadata: topics get all their replicas then. */
    public GokafkaClient connectToAll() {
        GokafkaClient client = GokafkaClient.connect(ClientConfig.of(String.join(",", grpc())));
        try {
            Await.until(
                    "all brokers vote on the metadata",
                    PATIENCE,
                    () -> client.brokers().cluster().metadataVoters().size() == nodes.size());
        } catch (IllegalStateException e) {
            client.close();
            throw e;
        }
        return client;
    }

    /** Addresses of all, for the client. */
    public List<String> grpc() {
        return nodes.stream().map(Node::grpc).toList();
    }

    /** Addresses of all, for Kafka clients. */
    public List<String> kafka() {
        return nodes.stream().map(Node::kafka).toList();
    }

    /** Kills all. */
    @Override
    public void close() {
        nodes.forEach(Node::kill);
    }
}
