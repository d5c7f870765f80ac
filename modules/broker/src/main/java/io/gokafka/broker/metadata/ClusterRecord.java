package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A change of the cluster's metadata; {@link ClusterRecordCodec} says how it is written. */
public sealed interface ClusterRecord {
    /**
     * A broker is a member, or its addresses changed.
     *
     * @param id its name
     * @param number its number, from 1
     * @param directory identifies its data directory
     * @param endpoints its advertised addresses by name
     * @param draining whether its replicas are being moved away because it is to be removed
     */
    record BrokerRegistered(BrokerId id, int number, UUID directory, Map<String, HostPort> endpoints, boolean draining)
            implements ClusterRecord {
        public BrokerRegistered {
            endpoints = Map.copyOf(endpoints);
        }
    }

    /** A broker is no member any more. */
    record BrokerRemoved(BrokerId id) implements ClusterRecord {}

    /**
     * A topic exists.
     *
     * @param name its name
     * @param id unique for ever
     * @param replicationFactor how many replicas a partition shall have, once there are so many brokers
     * @param configs its settings
     * @param initialVoters for each partition the replicas that its group is created with; they never change
     */
    record TopicCreated(
            String name,
            UUID id,
            int replicationFactor,
            Map<String, String> configs,
            List<List<BrokerId>> initialVoters)
            implements ClusterRecord {
        public TopicCreated {
            configs = Map.copyOf(configs);
            initialVoters = initialVoters.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A topic has more partitions.
     *
     * @param topic the topic's id
     * @param replicationFactor how many replicas each of them shall have, once there are so many brokers
     * @param initialVoters for each new partition the replicas that its group is created with; they never change
     */
    record PartitionsAdded(UUID topic, int replicationFactor, List<List<BrokerId>> initialVoters)
            implements ClusterRecord {
        public PartitionsAdded {
            initialVoters = initialVoters.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A topic has these settings from now on.
     *
     * @param topic the topic's id
     * @param configs all that are set for it
     */
    record TopicConfigured(UUID topic, Map<String, String> configs) implements ClusterRecord {
        public TopicConfigured {
            configs = Map.copyOf(configs);
        }
    }

    /** A topic is deleted. */
    record TopicDeleted(UUID id) implements ClusterRecord {}

    /**
     * A partition shall have these replicas from now on, the preferred leader first.
     *
     * @param topic the topic's id
     * @param partition its number
     * @param replicas the replicas
     */
    record ReplicasAssigned(UUID topic, int partition, List<BrokerId> replicas) implements ClusterRecord {
        public ReplicasAssigned {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * An operator moves a partition; or the move is complete, or given up.
     *
     * @param topic the topic's id
     * @param partition its number
     * @param replicas the replicas that it shall have, the preferred leader first
     * @param factor how many they shall be, once there are so many brokers
     * @param from the replicas before the move, while it is under way; else empty
     */
    record ReplicasMoved(UUID topic, int partition, List<BrokerId> replicas, int factor, List<BrokerId> from)
            implements ClusterRecord {
        public ReplicasMoved {
            replicas = List.copyOf(replicas);
            from = List.copyOf(from);
        }
    }

    /**
     * A broker has taken the lead of a partition.
     *
     * @param topic the topic's id
     * @param partition its number
     * @param leader the broker
     * @param term the term in which it leads
     */
    record LeaderChanged(UUID topic, int partition, BrokerId leader, long term) implements ClusterRecord {}

    /** Producer ids below this one are given away. */
    record ProducerIdsTaken(long next) implements ClusterRecord {}
}
