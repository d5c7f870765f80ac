package io.gokafka.harness.fault;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.harness.Await;
import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Asks a cluster who leads what. For one thread. */
public final class Scout implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final GokafkaClient client;

    public Scout(Cluster cluster) {
        this.cluster = cluster;
        client = GokafkaClient.connect(ClientConfig.of(String.join(",", cluster.grpc()))
                .withClientId("scout")
                .withRequestTimeout(Duration.ofMillis(500))
                .withOperationTimeout(PATIENCE));
    }

    /** The client that it asks with. */
    public GokafkaClient client() {
        return client;
    }

    /**
     * The running leader of a partition, once there is one.
     *
     * @throws IllegalStateException when there is none within a minute
     */
    public Node leaderOf(TopicPartition partition) {
        List<Node> found = new ArrayList<>();
        Await.until("a leader of " + partition, Cluster.PATIENCE, () -> {
            topics().filter(t -> t.name().equals(partition.topic()))
                    .flatMap(t -> t.partitions().get(partition.partition()).leader().stream())
                    .flatMap(b -> active(b).stream())
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    /** The running leader of some partition that users have. */
    Optional<Node> aLeader(Random random) {
        List<Node> leaders = leaders(topic -> !topic.name().startsWith("__"));
        return leaders.isEmpty() ? Optional.empty() : Optional.of(leaders.get(random.nextInt(leaders.size())));
    }

    /** A running broker that does not lead some partition. */
    Optional<Node> aFollower(Random random) {
        Optional<Node> leader = aLeader(random);
        List<Node> others = new ArrayList<>(cluster.active());
        leader.ifPresent(others::remove);
        return others.isEmpty() ? Optional.empty() : Optional.of(others.get(random.nextInt(others.size())));
    }

    /** The running leader of the cluster's metadata. */
    Optional<Node> metadataLeader() {
        return metadata().flatMap(Metadata.Result::metadataLeader).flatMap(this::active);
    }

    /** The running leader of some partition of the consumer groups' offsets. */
    Optional<Node> aCoordinator(Random random) {
        List<Node> leaders = leaders(topic -> topic.name().equals("__consumer_offsets"));
        return leaders.isEmpty() ? Optional.empty() : Optional.of(leaders.get(random.nextInt(leaders.size())));
    }

    private interface Wanted {
        boolean test(Metadata.Topic topic);
    }

    private List<Node> leaders(Wanted wanted) {
        return metadata().stream()
                .flatMap(m -> m.topics().stream())
                .filter(wanted::test)
                .flatMap(t -> t.partitions().stream())
                .flatMap(p -> p.leader().stream())
                .flatMap(b -> active(b).stream())
                .toList();
    }

    private Optional<Node> active(BrokerId id) {
        return cluster.node(id.value()).filter(Node::isActive);
    }

    /** What a broker knows of the cluster; empty while nobody answers. */
    public Optional<Metadata.Result> metadata() {
        try {
            return Optional.of(client.brokers().cluster());
        } catch (RequestException | OperationTimeoutException e) {
            return Optional.empty(); // nobody answers: nobody is known to lead
        }
    }

    /** All replicas as the metadata has them; empty while nobody answers. */
    public Stream<Metadata.Topic> topics() {
        return metadata().stream().flatMap(m -> m.topics().stream());
    }

    @Override
    public void close() {
        client.close();
    }
}
