package io.gokafka.broker.http;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The cluster as one broker knows it.
 *
 * @param clusterId the cluster; empty while the broker has not joined one
 * @param self the broker that answers
 * @param metadataLeader the broker that leads the cluster's metadata, if known
 * @param brokers the members
 * @param topics the topics
 */
public record ClusterView(
        Optional<String> clusterId,
        BrokerId self,
        Optional<BrokerId> metadataLeader,
        List<BrokerInfo> brokers,
        List<Topic> topics) {
    public ClusterView {
        brokers = List.copyOf(brokers);
        topics = List.copyOf(topics);
    }

    /** A topic. */
    public record Topic(String name, List<Partition> partitions) {
        public Topic {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * A partition.
     *
     * @param partition its number
     * @param leader its leader, if known
     * @param term the leader's term; 0 when unknown
     * @param replicas the brokers that keep it
     * @param highWatermark the offset after the last committed record, if this broker keeps the partition
     */
    public record Partition(
            int partition, Optional<BrokerId> leader, long term, List<BrokerId> replicas, OptionalLong highWatermark) {
        public Partition {
            replicas = List.copyOf(replicas);
        }
    }
}
