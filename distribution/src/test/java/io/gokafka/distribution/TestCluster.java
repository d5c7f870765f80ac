package io.gokafka.distribution;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.Metadata;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Brokers of the image on this machine, on free ports, with data in a folder of the test's. */
@NullMarked
public final class TestCluster implements AutoCloseable {
    private static final Random RANDOM = new Random(); // the test runs of one machine keep out of each other's way
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<BrokerNode> nodes = new ArrayList<>();
    private final Path directory;
    private final List<String> settings;

    public TestCluster(Path directory, String... settings) {
        this.directory = directory;
        this.settings = List.of(settings);
    }

    /** Three brokers that are ready, each of them a voter on the metadata. */
    public static TestCluster ofThree(Path directory, String... settings) throws IOException {
        TestCluster cluster = new TestCluster(directory, settings);
        for (int i = 0; i < 3; i++) {
            cluster.add();
        }
        cluster.startAll();
        return cluster;
    }

    /** Starts all brokers, up to three: the first founds the cluster, the others join it and become voters on the metadata. */
    public void startAll() throws IOException {
        BrokerNode founder = nodes.getFirst();
        founder.start();
        awaitReady(founder);
        for (BrokerNode node : nodes.subList(1, nodes.size())) {
            node.start("--join-addr", founder.grpc());
        }
        nodes.forEach(this::awaitReady);
        awaitVoters(nodes.size());
    }

    /** A broker that is not started yet, with settings of its own beside those of all. */
    public BrokerNode add(String... own) throws IOException {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(own));
        BrokerNode node = new BrokerNode(directory, "node" + (nodes.size() + 1), freePorts(), all);
        nodes.add(node);
        return node;
    }

    public BrokerNode node(int index) {
        return nodes.get(index);
    }

    public BrokerNode node(BrokerId id) {
        return nodes.stream().filter(n -> n.id().equals(id.value())).findFirst().orElseThrow();
    }

    public List<BrokerNode> nodes() {
        return nodes;
    }

    public String bootstrap() {
        return nodes.stream().map(BrokerNode::grpc).collect(Collectors.joining(","));
    }

    public GokafkaClient connect() {
        return GokafkaClient.connect(ClientConfig.of(bootstrap()));
    }

    public void awaitReady(BrokerNode node) {
        Await.until(() -> node.id() + " is ready:\n" + node.logText(), PATIENCE, () -> {
            if (!node.isRunning()) {
                throw new IOException("the broker has ended");
            }
            return node.isReady();
        });
    }

    public void awaitVoters(int count) {
        try (GokafkaClient client = connect()) {
            Await.until(count + " voters on the metadata", PATIENCE, () -> {
                Metadata.Result cluster = client.brokers().cluster();
                return cluster.metadataVoters().size() == count;
            });
        }
    }

    /** The leader of a partition, once there is one that is not {@code other}. */
    public BrokerNode leader(String topic, int partition) {
        try (GokafkaClient client = connect()) {
            List<BrokerId> found = new ArrayList<>();
            Await.until("a leader of " + topic + "-" + partition, PATIENCE, () -> {
                Optional<BrokerId> leader = client.topics()
                        .describe(topic)
                        .partitions()
                        .get(partition)
                        .leader();
                leader.filter(l -> node(l).isRunning()).ifPresent(found::add);
                return !found.isEmpty();
            });
            return node(found.getFirst());
        }
    }

    /** None that the system gives to an outgoing connection before the broker listens, or while it is down: Linux takes those from 32768 on. */
    private static int[] freePorts() {
        return RANDOM.ints(12_000, 32_000)
                .filter(TestCluster::isFree)
                .distinct()
                .limit(4)
                .toArray();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false; // that is the answer
        }
    }

    @Override
    public void close() {
        nodes.forEach(BrokerNode::kill);
    }
}
