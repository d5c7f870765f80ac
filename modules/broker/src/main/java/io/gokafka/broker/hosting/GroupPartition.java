package io.gokafka.broker.hosting;

import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.group.GroupCoordinator;
import io.gokafka.broker.group.GroupsState;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.PartitionReader;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.state.ReplayLog;
import io.gokafka.broker.state.StateMachine;
import io.gokafka.broker.topic.TopicConfig;

/**
 * A partition of the internal topic of committed offsets: its log is that of a state machine, and where it leads it coordinates the
 * groups that belong to it.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class GroupPartition implements HostedPartition {
    private final TopicPartition name;
    private final Replica replica;
    private final StateMachine<GroupsState> machine;
    private final GroupCoordinator coordinator;
    private final PartitionReader reader;

    private GroupPartition(TopicPartition name, Replica replica, GroupServices services) {
        this.name = name;
        this.replica = replica;
        this.machine = StateMachine.start(
                new GroupsState(),
                new ReplayLog(replica),
                services.clock().wall(),
                "groups-" + name,
                (state, index) -> {});
        this.coordinator = new GroupCoordinator(machine, services.topics(), services.settings(), services.clock());
        this.reader = new PartitionReader(replica);
        replica.addListener(machine);
        replica.addRoleListener(role -> coordinator.onLeadership(role instanceof Role.Leader));
    }

    static GroupPartition create(
            TopicPartition name, LogId id, Storage storage, LogConfig config, GroupServices services) {
        ReplicaStore store = storage.open(id, config);
        try {
            return new GroupPartition(name, Replica.create(id, store), services);
        } catch (RuntimeException e) {
            store.close(); // so that it can be set aside, if it is damaged
            throw e;
        }
    }

    @Override
    public TopicPartition name() {
        return name;
    }

    @Override
    public Replica replica() {
        return replica;
    }

    @Override
    public PartitionReader reader() {
        return reader;
    }

    /** The coordinator of this partition's groups. */
    public GroupCoordinator coordinator() {
        return coordinator;
    }

    @Override
    public void reconfigure(TopicConfig config) {
        // the cluster's own topic: its state machine decides what the log keeps
    }

    @Override
    public void close() {
        try {
            machine.close();
            coordinator.onLeadership(false); // those who wait for other members would wait for ever
        } finally {
            replica.close();
        }
    }
}
