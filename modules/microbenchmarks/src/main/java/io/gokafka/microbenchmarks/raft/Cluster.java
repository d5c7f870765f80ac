package io.gokafka.microbenchmarks.raft;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusContext;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.consensus.jgroups.JGroupsConsensusProvider;
import io.gokafka.microbenchmarks.Stored;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.consensus.TestCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Brokers of one process that are connected over the loopback interface, with one group; each on the threads that it has. */
final class Cluster implements AutoCloseable {
    private static final int SEGMENT = 32 << 20;

    /** Whoever leads goes on leading. */
    private static final Settings STEADY = new Settings(Map.of("consensus.jgroups.rebalance-leaders", "false"));

    private record Node(Consensus consensus, Stored stored, ReplicaGroup group) {
        void trim() {
            long commit = group.status().commitIndex();
            group.snapshot(commit, new byte[0]);
            group.dropPrefix(commit);
        }

        void close() {
            group.close();
            consensus.close();
            stored.close();
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private final ReplicaGroup leader;

    /** Starts so many, and waits until one leads and all have what it has. */
    Cluster(int replicas) {
        List<BrokerId> ids = TestCluster.ids(replicas);
        Map<BrokerId, HostPort> addresses =
                ids.stream().collect(Collectors.toMap(id -> id, id -> TestCluster.freeAddress()));
        addresses.forEach((id, address) -> nodes.add(start(id, address, addresses, ids)));
        leader = Await.value(
                "a leader",
                () -> groups().stream()
                        .filter(group -> group.status().isLeader())
                        .findFirst());
        Await.until(
                "the first commit everywhere",
                () -> groups().stream().allMatch(group -> group.status().commitIndex() > 0));
    }

    private static Node start(BrokerId id, HostPort address, Map<BrokerId, HostPort> all, List<BrokerId> voters) {
        Consensus consensus = new JGroupsConsensusProvider()
                .start(new ConsensusContext("micro", id, address, all, Durability.OS, STEADY));
        Stored stored = Stored.inMemory("file", SEGMENT);
        GroupSpec spec = new GroupSpec(new LogId("group"), voters);
        return new Node(consensus, stored, consensus.open(spec, stored.store(), new Member.Deaf()));
    }

    private List<ReplicaGroup> groups() {
        return nodes.stream().map(Node::group).toList();
    }

    /** The one that leads. */
    ReplicaGroup leader() {
        return leader;
    }

    /** Drops what is committed. */
    void trim() {
        nodes.forEach(Node::trim);
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
