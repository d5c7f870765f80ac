package io.gokafka.api.consensus;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.storage.ReplicaStore;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One broker's part in the agreement of its cluster: the connections to the other brokers, and the groups on top of them.
 *
 * <p><b>Lifecycle.</b> From {@link ConsensusProvider#start} to {@link #close}, which closes the groups that are still open.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * <p><b>What the caller may assume.</b> All traffic stays between this broker and the peers it was told of. Groups do not
 * delay each other, except that they share the network and the processors.
 */
public interface Consensus extends AutoCloseable {
    /** Replaces the list of peers: all brokers of the cluster and their replication addresses, this broker included. */
    void updatePeers(Map<BrokerId, HostPort> peers);

    /** The brokers that are reachable now, this one included. */
    Set<BrokerId> reachable();

    /** Calls a listener with {@link #reachable} whenever that changes; on a thread of the plugin's: it must not block. */
    void onReachableChange(Consumer<Set<BrokerId>> listener);

    /**
     * Starts this broker's replica of a group. The vote and log in the store are what it remembers of the group.
     *
     * @param spec the group
     * @param store its open store; from now on the group alone changes its log, vote and snapshot, until it is closed
     * @param listener is told what happens to the replica
     * @throws ConsensusException when the group is open already or the plugin is closed
     */
    ReplicaGroup open(GroupSpec spec, ReplicaStore store, ReplicaListener listener);

    /** Leaves the cluster in an orderly way and releases the address. */
    @Override
    void close();
}
