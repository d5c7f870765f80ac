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
     * Where a partition is.
     *
     * @param replicas the replicas that it shall have, the preferred leader first
     * @param factor how many they shall be, once there are so many brokers
     * @param from the replicas before the move that is under way; empty when there is none
     */
    public record Placement(List<BrokerId> replicas, int factor, List<BrokerId> from) {
        public Placement {
            replicas = List.copyOf(replicas);
            from = List.copyOf(from);
        }

        /** Whether an operator has it moved, and that is not done yet. */
        public boolean isMoving() {
            return !from.isEmpty();
        }
    }

    /**
     * A topic.
     *
     * @param definition what it is now, as if it had just been created so
     * @param placements for each partition where it is
     */
    public record Topic(ClusterRecord.TopicCreated definition, List<Placement> placements) {
        public Topic {
            placements = List.copyOf(placements);
        }

        /** As it is created. */
        public Topic(ClusterRecord.TopicCreated definition) {
            this(
                    definition,
                    definition.initialVoters().stream()
                            .map(voters -> new Placement(voters, definition.replicationFactor(), List.of()))
                            .toList());
        }

        /** Its name. */
        public String name() {
            return definition.name();
        }

        /** Its id. */
        public UUID id() {
            return definition.id();
        }

        /** What is set for it. */
        public Map<String, String> configs() {
            return definition.configs();
        }

        /** How many partitions it has. */
        public int partitionCount() {
            return placements.size();
        }

        /** How many replicas a partition shall have; the most, where partitions differ. */
        public int replicationFactor() {
            return placements.stream().mapToInt(Placement::factor).max().orElse(definition.replicationFactor());
        }

        /** The replicas that the group of a partition was created with. */
        public List<BrokerId> initialVoters(int partition) {
            return definition.initialVoters().get(partition);
        }

        /** The replicas that a partition shall have, the preferred leader first. */
        public List<BrokerId> replicas(int partition) {
            return placements.get(partition).replicas();
        }

        /** The replicas of all partitions. */
        public List<List<BrokerId>> replicas() {
            return placements.stream().map(Placement::replicas).toList();
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
