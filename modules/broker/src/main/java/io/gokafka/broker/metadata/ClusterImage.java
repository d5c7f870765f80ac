package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The cluster's metadata at one moment. Immutable.
 *
 * @param brokers the members, in the order of their numbers
 * @param topics the topics by name, sorted
 * @param topicNames the names of these topics by their ids
 * @param leaders who was last reported to lead a partition
 * @param nextProducerId the lowest producer id that is not given away
 */
public record ClusterImage(
        List<ClusterRecord.BrokerRegistered> brokers,
        Map<String, Topic> topics,
        Map<UUID, String> topicNames,
        Map<PartitionKey, Leader> leaders,
        long nextProducerId) {

    /** Before anything is known. */
    public static final ClusterImage EMPTY = new ClusterImage(List.of(), Map.of(), Map.of(), Map.of(), 0);

    /**
     * A partition by its topic's id.
     *
     * @param topic the topic
     * @param partition its number
     */
    public record PartitionKey(UUID topic, int partition) {}

    /**
     * A partition's leader.
     *
     * @param broker who leads
     * @param term the term
     */
    public record Leader(BrokerId broker, long term) {}

    /**
     * A topic.
     *
     * @param created how it was created
     * @param replicas for each partition the replicas that it shall have, the preferred leader first
     */
    public record Topic(ClusterRecord.TopicCreated created, List<List<BrokerId>> replicas) {
        public Topic {
            replicas = replicas.stream().map(List::copyOf).toList();
        }

        /** Its name. */
        public String name() {
            return created.name();
        }

        /** Its id. */
        public UUID id() {
            return created.id();
        }

        /** How many partitions it has. */
        public int partitionCount() {
            return replicas.size();
        }
    }

    /** A member by its name. */
    public Optional<ClusterRecord.BrokerRegistered> broker(BrokerId id) {
        return brokers.stream().filter(b -> b.id().equals(id)).findFirst();
    }

    /** A topic by its name. */
    public Optional<Topic> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** A topic by its id. */
    public Optional<Topic> topic(UUID id) {
        return Optional.ofNullable(topicNames.get(id)).flatMap(this::topic);
    }

    /** The name of a partition's log: readable, and never that of another topic of the same name. */
    public static LogId logId(Topic topic, int partition) {
        String name = topic.name();
        String readable = name.substring(0, Math.min(name.length(), 180));
        return new LogId(
                readable + "-" + partition + "." + topic.id().toString().replace("-", ""));
    }
}
