package io.gokafka.consensus.jgroups;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.consensus.jgroups.group.Env;
import io.gokafka.consensus.jgroups.group.Replica;
import io.gokafka.consensus.jgroups.group.Wire;
import io.gokafka.consensus.jgroups.stack.GroupElection;
import io.gokafka.consensus.jgroups.stack.GroupPort;
import io.gokafka.consensus.jgroups.stack.GroupRaft;
import io.gokafka.consensus.jgroups.stack.MainChannel;
import io.gokafka.consensus.jgroups.stack.RaftIds;
import io.gokafka.consensus.jgroups.stack.SubView;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.View;
import org.jgroups.fork.ForkChannel;
import org.jspecify.annotations.Nullable;

/**
 * Joins a {@link Replica} to its protocols in JGroups: {@link SubView}, {@link GroupElection}, {@link GroupRaft} on a fork
 * of the broker's channel.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class GroupLink implements Wire, GroupPort {
    private static final System.Logger LOG = System.getLogger(GroupLink.class.getName());

    private final LogId group;
    private final SubView subView;
    private final GroupElection election;
    private final GroupRaft raft;
    private final Replica replica;
    private @Nullable MainChannel main;
    private @Nullable ForkChannel fork;
    private boolean closed;

    /** Opens the replica; it is on its own until it is connected. */
    GroupLink(Env env, Runnable onEnd) {
        group = env.spec().id();
        subView = new SubView(env.self(), env.spec().initialVoters());
        election = new GroupElection(this);
        raft = new GroupRaft(this, subView, env.self());
        replica = new Replica(env, this, () -> {
            disconnect();
            onEnd.run();
        });
    }

    Replica replica() {
        return replica;
    }

    /** Connects the replica with the others. */
    synchronized void connect(MainChannel channel) {
        if (closed) {
            return;
        }
        try {
            main = channel;
            fork = channel.fork(group.value(), subView, election, raft);
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "group " + group + " cannot be connected", e);
            replica.fail(e);
        }
    }

    private synchronized void disconnect() {
        closed = true;
        if (main != null) {
            main.forget(subView);
        }
        ForkChannel connected = fork;
        fork = null;
        if (connected != null) {
            connected.close();
        }
    }

    @Override
    public void send(BrokerId to, Rpc rpc, byte[] payload, int offset, int length) {
        raft.send(to, rpc, payload, offset, length);
    }

    @Override
    public void replicas(List<BrokerId> replicas) {
        subView.replicas(replicas);
    }

    @Override
    public void leaderIs(Optional<BrokerId> leader) {
        raft.leaderIs(leader);
    }

    @Override
    public void received(BrokerId from, Rpc rpc, ByteBuffer payload) {
        replica.received(from, rpc, payload);
    }

    @Override
    public void viewChanged(View view) {
        Map<BrokerId, Object> incarnations = new LinkedHashMap<>();
        for (Address address : view.getMembersRaw()) {
            RaftIds.brokerOf(address).ifPresent(b -> incarnations.put(b, address));
        }
        replica.reachChanged(incarnations, () -> election.onView(view));
    }

    @Override
    public List<BrokerId> voters() {
        return replica.voters();
    }

    @Override
    public boolean leads() {
        return replica.leads();
    }

    @Override
    public long term() {
        return replica.term();
    }

    @Override
    public void startElection() {
        replica.startElection();
    }

    @Override
    public void majorityLost() {
        replica.majorityLost();
    }
}
