package io.gokafka.transport.kafka.api;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The brokers as Kafka clients see them: by number, at the address of the Kafka listener. Immutable. */
public final class KafkaBrokers {
    /** No such broker. */
    public static final int NONE = -1;

    /** Name of the listener in a broker's description. */
    public static final String ENDPOINT = "kafka";

    private final Map<BrokerId, BrokerInfo> byId;
    private final Map<Integer, BrokerId> byNumber;
    private final List<Node> nodes;
    private final Optional<BrokerId> metadataLeader;

    private KafkaBrokers(List<BrokerInfo> brokers, Optional<BrokerId> metadataLeader) {
        byId = brokers.stream().collect(Collectors.toMap(BrokerInfo::id, broker -> broker));
        byNumber = brokers.stream().collect(Collectors.toMap(BrokerInfo::number, BrokerInfo::id));
        nodes = brokers.stream().flatMap(broker -> node(broker).stream()).toList();
        this.metadataLeader = metadataLeader;
    }

    /**
     * A broker that clients can be told of.
     *
     * @param id its number
     * @param address where Kafka clients reach it
     * @param alive whether it could be reached
     */
    public record Node(int id, HostPort address, boolean alive) {}

    /** Those of an answer. */
    public static KafkaBrokers of(Metadata.Result metadata) {
        return new KafkaBrokers(metadata.brokers(), metadata.metadataLeader());
    }

    /** Asks for them, and waits. */
    public static KafkaBrokers ask(Requests requests, Call call) throws InterruptedException {
        return of(Answers.await(requests.submit(new Metadata(List.of(), false, false), call.context())));
    }

    /** Asks for them, and waits; a failure is thrown where they are used. */
    public static Supplier<KafkaBrokers> asking(Requests requests, Call call) throws InterruptedException {
        try {
            KafkaBrokers brokers = ask(requests, call);
            return () -> brokers;
        } catch (RequestException e) {
            return () -> {
                throw e.failure().toException();
            };
        }
    }

    /** For requests that name no broker. */
    public static Supplier<KafkaBrokers> unasked() {
        return () -> new KafkaBrokers(List.of(), Optional.empty());
    }

    /** A broker as a node; empty when it has no Kafka listener. */
    public static Optional<Node> node(BrokerInfo broker) {
        return broker.endpoint(ENDPOINT).map(address -> new Node(broker.number(), address, broker.alive()));
    }

    /**
     * Whether the broker that answers has lost the others: it knows no leader of the metadata, and sees no majority. It may be cut off
     * from them only, and not from clients, and so it is not what it says about them that counts.
     */
    public boolean isOutOfTouch() {
        long seen = byId.values().stream().filter(BrokerInfo::alive).count();
        return metadataLeader.isEmpty() && 2 * seen <= byId.size();
    }

    /** Those that clients shall go to: the live ones, or all when it is not known which are. */
    public List<Node> advised() {
        return isOutOfTouch() ? all() : live();
    }

    /** Those that this broker can reach. */
    public List<Node> live() {
        return nodes.stream().filter(Node::alive).toList();
    }

    /** All that have a Kafka listener, also those that cannot be reached. */
    public List<Node> all() {
        return nodes;
    }

    /** The broker that admin clients shall talk to: that which leads the metadata if it can be used, else any; or {@link #NONE}. */
    public int controller() {
        if (isOutOfTouch()) {
            return NONE;
        }
        return metadataLeader
                .flatMap(this::usable)
                .or(() -> live().stream().map(Node::id).findFirst())
                .orElse(NONE);
    }

    /** The number of a broker that clients can use now. */
    public Optional<Integer> usable(BrokerId id) {
        return Optional.ofNullable(byId.get(id))
                .flatMap(KafkaBrokers::node)
                .filter(Node::alive)
                .map(Node::id);
    }

    /** Their numbers, without those of brokers that have left the cluster. */
    public List<Integer> numbers(List<BrokerId> ids) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                .map(BrokerInfo::number)
                .toList();
    }

    /** The name of a broker; empty when there is none of this number. */
    public Optional<BrokerId> id(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /**
     * The replicas that a client wants.
     *
     * @throws RequestException when there is no such broker
     */
    public List<BrokerId> replicas(List<Integer> numbers) {
        return numbers.stream()
                .map(number -> id(number)
                        .orElseThrow(() -> new RequestException(
                                ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                                "there is no broker " + number + ": the cluster has " + byNumber.keySet())))
                .toList();
    }

    /** A partition with its brokers as numbers. */
    public PartitionView view(Metadata.Partition partition) {
        List<BrokerId> offline = partition.replicas().stream()
                .filter(id -> !partition.available().contains(id))
                .toList();
        return new PartitionView(
                partition.partition(),
                partition.leader().flatMap(this::usable).orElse(NONE),
                (int) Math.min(partition.term(), Integer.MAX_VALUE),
                numbers(partition.replicas()),
                numbers(partition.available()),
                numbers(offline));
    }
}
