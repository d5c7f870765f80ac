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
