package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a broker a member of the cluster, or brings its addresses up to date. For any broker.
 *
 * @param id the broker that joins
 * @param directory identifies its data directory: the same id from another directory is refused
 * @param endpoints its advertised addresses, by name
 * @param clusterId the cluster that the data directory belongs to, if it does already
 */
public record JoinCluster(BrokerId id, UUID directory, Map<String, HostPort> endpoints, Optional<String> clusterId)
        implements Request<JoinCluster.Result> {
    public JoinCluster {
        endpoints = Map.copyOf(endpoints);
    }

    /**
     * It is a member.
     *
     * @param clusterId the cluster
     * @param brokers all its members, the new one included
     * @param metadataVoters the replicas that vote in the group of the cluster's metadata now: whom to ask for it
     * @param metadataIndex index in that group's log, from 1, up to which it was committed when the broker had joined: who has less of it
     *     does not know all that has happened before
     */
    public record Result(String clusterId, List<BrokerInfo> brokers, List<BrokerId> metadataVoters, long metadataIndex)
            implements Response {
        public Result {
            brokers = List.copyOf(brokers);
            metadataVoters = List.copyOf(metadataVoters);
        }
    }
}
