package io.gokafka.benchmarks.compare;

import io.gokafka.benchmarks.peer.Node;
import io.gokafka.benchmarks.peer.Peer;
import io.gokafka.benchmarks.report.Figures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;

/** One contender's turn in a round: its cluster, the tools, and where figures go. */
final class Round implements AutoCloseable {
    private static final short REPLICAS = 3;
    private static final int SETTLE_MILLIS = 1_000;
    private static final Duration ALL_THERE = Duration.ofSeconds(30);

    private final Contender contender;
    private final Peer peer;
    private final Tools tools;
    private final Figures figures;
    private final double scale;
    private final Admin admin;
    private int topics;

    Round(Contender contender, Peer peer, Tools tools, Figures figures, double scale) {
        this.contender = contender;
        this.peer = peer;
        this.tools = tools;
        this.figures = figures;
        this.scale = scale;
        this.admin = Admin.create(Map.of("bootstrap.servers", peer.bootstrap()));
    }

    Peer peer() {
        return peer;
    }

    Tools tools() {
        return tools;
    }

    Admin admin() {
        return admin;
    }

    /** As many as a measurement takes, by the scale that the user chose. */
    int scaled(int count) {
        return (int) Math.max(1_000, Math.round(count * scale));
    }

    void add(String what, double value) {
        figures.add(what, contender.title(), value);
    }

    /** Creates a topic of three replicas of which two must have what is acknowledged, and waits until all is led. */
    String createTopic(int partitions) throws ExecutionException, InterruptedException {
        String topic = "compare-" + ++topics;
        NewTopic created = new NewTopic(topic, partitions, REPLICAS).configs(Map.of("min.insync.replicas", "2"));
        create(created);
        while (!isLed(topic, partitions)) {
            Thread.sleep(10);
        }
        Thread.sleep(SETTLE_MILLIS); // leadership may move once more, to the preferred replicas
        return topic;
    }

    /** On a machine that the load before has kept busy, a broker may be missed for a moment. */
    private void create(NewTopic topic) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + ALL_THERE.toNanos();
        while (true) {
            try {
                admin.createTopics(List.of(topic)).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof InvalidReplicationFactorException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /** Whether all partitions are led by brokers that run. */
    boolean isLed(String topic, int partitions) throws InterruptedException {
        try {
            TopicDescription described =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return described != null
                    && described.partitions().size() == partitions
                    && described.partitions().stream()
                            .allMatch(p -> p.leader() != null && !p.leader().isEmpty() && isAlive(p.leader()));
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private boolean isAlive(org.apache.kafka.common.Node leader) {
        return nodeOf(leader).isAlive();
    }

    /** The process behind what clients know. */
    Node nodeOf(org.apache.kafka.common.Node known) {
        String address = known.host() + ":" + known.port();
        return peer.nodes().stream()
                .filter(node -> node.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no broker has the address " + address));
    }

    void delete(String topic) throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    /** CPU time of all brokers. */
    Duration cpu() {
        return peer.nodes().stream().map(Node::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident memory of a broker, on average; mebibytes. */
    double residentMebibytes() throws IOException {
        long bytes = 0;
        for (Node node : peer.nodes()) {
            bytes += node.residentBytes();
        }
        return bytes / (double) (1 << 20) / peer.nodes().size();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
