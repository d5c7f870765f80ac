package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a broker must know before it can talk to its cluster.
 *
 * @param clusterId the cluster
 * @param broker its own name
 * @param directory identifies its data directory
 * @param storage the storage plugin that wrote the data
 * @param storageFolder the folder in the data directory that the storage has to itself
 * @param metadataVoters the replicas with which the metadata's group was created; of a member, the voters that it had as last known: whom a
 *     broker with empty logs asks
 * @param peers the replication addresses of the members, as last known
 * @param begun whether the cluster has begun, as it has when this broker joined it or was a member: with empty logs, it must not begin
 *     the cluster anew
 */
public record Identity(
        String clusterId,
        BrokerId broker,
        UUID directory,
        String storage,
        String storageFolder,
        List<BrokerId> metadataVoters,
        Map<BrokerId, HostPort> peers,
        boolean begun) {
    /** The folder of a storage that the data has not been converted to. */
    static final String FIRST_FOLDER = "storage";

    public Identity {
        metadataVoters = List.copyOf(metadataVoters);
        peers = Map.copyOf(peers);
    }

    /** Of a broker that is about to begin a cluster. */
    Identity(
            String clusterId,
            BrokerId broker,
            UUID directory,
            String storage,
            List<BrokerId> metadataVoters,
            Map<BrokerId, HostPort> peers) {
        this(clusterId, broker, directory, storage, metadataVoters, peers, false);
    }

    /** Of a broker whose data has not been converted. */
    Identity(
            String clusterId,
            BrokerId broker,
            UUID directory,
            String storage,
            List<BrokerId> metadataVoters,
            Map<BrokerId, HostPort> peers,
            boolean begun) {
        this(clusterId, broker, directory, storage, FIRST_FOLDER, metadataVoters, peers, begun);
    }

    /** The same of a broker that is a member, beside these peers, while the metadata has these voters. */
    Identity asMember(Map<BrokerId, HostPort> newPeers, List<BrokerId> voters) {
        return new Identity(clusterId, broker, directory, storage, storageFolder, voters, newPeers, true);
    }

    /** The same with the data of another storage, in another folder. */
    public Identity convertedTo(String newStorage, String newFolder) {
        return new Identity(clusterId, broker, directory, newStorage, newFolder, metadataVoters, peers, begun);
    }
}
