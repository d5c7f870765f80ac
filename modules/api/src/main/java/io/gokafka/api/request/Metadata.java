package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Describes the cluster and topics. For any broker, which answers as far as it has heard.
 *
 * @param topics names; one that does not exist is among the answer's failures
 * @param allTopics all topics instead
 * @param create create the named topics that do not exist, where the configuration allows it
 * @param topicIds topics by their ids, besides the named ones
 */
public record Metadata(List<String> topics, boolean allTopics, boolean create, List<UUID> topicIds)
        implements Request<Metadata.Result> {
    public Metadata {
        topics = List.copyOf(topics);
        topicIds = List.copyOf(topicIds);
    }

    /** Topics by their names. */
    public Metadata(List<String> topics, boolean allTopics, boolean create) {
        this(topics, allTopics, create, List.of());
    }

    /**
     * What the broker knows.
     *
     * @param clusterId the cluster
     * @param brokers its members, in the order of their numbers
     * @param metadataLeader the broker that leads the cluster's metadata, if known
     * @param metadataVoters the brokers that vote on it
     * @param topics the topics, by name
     * @param failures why a topic that was named is not among them, by name
     * @param failuresById why a topic that was asked for by its id is not among them
     */
    public record Result(
            String clusterId,
            List<BrokerInfo> brokers,
            Optional<BrokerId> metadataLeader,
            List<BrokerId> metadataVoters,
            List<Topic> topics,
            Map<String, Failure> failures,
            Map<UUID, Failure> failuresById)
            implements Response {
        public Result {
            brokers = List.copyOf(brokers);
            metadataVoters = List.copyOf(metadataVoters);
            topics = List.copyOf(topics);
            failures = Map.copyOf(failures);
            failuresById = Map.copyOf(failuresById);
        }

        /** An answer to a question that has no ids. */
        public Result(
                String clusterId,
                List<BrokerInfo> brokers,
                Optional<BrokerId> metadataLeader,
                List<BrokerId> metadataVoters,
                List<Topic> topics,
                Map<String, Failure> failures) {
            this(clusterId, brokers, metadataLeader, metadataVoters, topics, failures, Map.of());
        }

        /** A broker by its id. */
        public Optional<BrokerInfo> broker(BrokerId id) {
            return brokers.stream().filter(b -> b.id().equals(id)).findFirst();
        }
    }

    /**
     * A topic.
     *
     * @param name its name
     * @param id unique for ever
     * @param replicationFactor how many replicas a partition shall have; fewer brokers may be there now
     * @param configs what was set for it; the rest has the cluster's defaults
     * @param partitions in the order of their numbers
     */
    public record Topic(
            String name, UUID id, int replicationFactor, Map<String, String> configs, List<Partition> partitions) {
        public Topic {
            configs = Map.copyOf(configs);
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * A partition.
     *
     * @param partition its number, from 0
     * @param leader its leader, if known
     * @param term the term of that leader; without one, the latest term that is known, or 0
     * @param replicas the brokers that keep it, the preferred leader first
     * @param available those of them that are reachable
     */
    public record Partition(
            int partition, Optional<BrokerId> leader, long term, List<BrokerId> replicas, List<BrokerId> available) {
        public Partition {
            replicas = List.copyOf(replicas);
            available = List.copyOf(available);
        }
    }
}
