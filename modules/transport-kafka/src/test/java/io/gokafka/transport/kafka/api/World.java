package io.gokafka.transport.kafka.api;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.transport.TopicDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three brokers, the third of them out of reach, and two topics. */
public final class World {
    /** The broker of number 1; leads the metadata. */
    public static final BrokerInfo ONE = broker("one", 1, true);

    /** The broker of number 2. */
    public static final BrokerInfo TWO = broker("two", 2, true);

    /** The broker of number 3; cannot be reached. */
    public static final BrokerInfo THREE = broker("three", 3, false);

    /** A topic's id. */
    public static final UUID ORDERS_ID = new UUID(7, 8);

    /** Two partitions; the second one has no leader. */
    public static final Metadata.Topic ORDERS = new Metadata.Topic(
            "orders",
            ORDERS_ID,
            3,
            Map.of("retention.ms", "5000"),
            List.of(partition(0, Optional.of(ONE.id()), 4), partition(1, Optional.empty(), 0)));

    /** The topic of offsets, as clients see it. */
    public static final Metadata.Topic OFFSETS = new Metadata.Topic(
            "__consumer_offsets", new UUID(1, 2), 3, Map.of(), List.of(partition(0, Optional.of(TWO.id()), 9)));

    /** Finds both topics. */
    public static final TopicDirectory TOPICS = new TopicDirectory() {
        @Override
        public Optional<Topic> find(String name) {
            return all().filter(topic -> topic.name().equals(name)).findFirst();
        }

        @Override
        public Optional<Topic> find(UUID id) {
            return all().filter(topic -> topic.id().equals(id)).findFirst();
        }

        private Stream<Topic> all() {
            return Stream.of(ORDERS, OFFSETS)
                    .map(topic -> new Topic(
                            topic.name(), topic.id(), topic.partitions().size()));
        }
    };

    private World() {}

    /** A broker that can tell what the cluster is like: it finds topics by name and id, or all. */
    public static Asked cluster() {
        return new Asked().with(Metadata.class, World::answer);
    }

    /** What the second broker says of the topic of orders when it sees nobody else. */
    public static Metadata.Result cutOff(Optional<BrokerId> leaderOfOrders) {
        Metadata.Topic orders =
                new Metadata.Topic("orders", ORDERS_ID, 3, Map.of(), List.of(partition(0, leaderOfOrders, 4)));
        return new Metadata.Result(
                "cluster",
                List.of(broker("one", 1, false), TWO, THREE),
                Optional.empty(),
                List.of(ONE.id()),
                List.of(orders),
                Map.of());
    }

    private static Metadata.Result answer(Metadata question) {
        List<Metadata.Topic> topics = Stream.of(OFFSETS, ORDERS)
                .filter(topic -> question.allTopics()
                        || question.topics().contains(topic.name())
                        || question.topicIds().contains(topic.id()))
                .toList();
        return new Metadata.Result(
                "cluster",
                List.of(ONE, TWO, THREE),
                Optional.of(ONE.id()),
                List.of(ONE.id()),
                topics,
                unknown(question.topics(), name -> TOPICS.find(name).isPresent(), ErrorCode.UNKNOWN_TOPIC),
                unknown(question.topicIds(), id -> TOPICS.find(id).isPresent(), ErrorCode.UNKNOWN_TOPIC_ID));
    }

    private static <K> Map<K, Failure> unknown(List<K> keys, Predicate<K> known, ErrorCode code) {
        return keys.stream()
                .filter(key -> !known.test(key))
                .collect(Collectors.toMap(key -> key, key -> Failure.of(code, "there is no " + key)));
    }

    private static Metadata.Partition partition(int number, Optional<BrokerId> leader, long term) {
        return new Metadata.Partition(
                number, leader, term, List.of(ONE.id(), TWO.id(), THREE.id()), List.of(ONE.id(), TWO.id()));
    }

    private static BrokerInfo broker(String name, int number, boolean alive) {
        return new BrokerInfo(
                new BrokerId(name),
                number,
                Map.of("kafka", new HostPort(name + ".example", 29_092), "grpc", new HostPort("grpc.example", 1)),
                alive);
    }
}
