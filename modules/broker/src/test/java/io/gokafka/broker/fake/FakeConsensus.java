package io.gokafka.broker.fake;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.storage.ReplicaStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A consensus of one broker: each group is this broker's {@link FakeGroup}. */
public final class FakeConsensus implements Consensus {
    private final BrokerId self;
    private volatile boolean leadsAtOnce;
    private final Map<LogId, FakeGroup> groups = new ConcurrentHashMap<>();
    private final List<Consumer<Set<BrokerId>>> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<BrokerId> reachable;

    /** One whose groups are led by this broker from the start, or only when the test says so. */
    public FakeConsensus(BrokerId self, boolean leadsAtOnce) {
        this.self = self;
        this.leadsAtOnce = leadsAtOnce;
        this.reachable = Set.of(self);
    }

    /** Groups that are opened from now on are led when the test says so. */
    public void leadWhenTold() {
        leadsAtOnce = false;
    }

    /** An open group. */
    public FakeGroup group(LogId id) {
        return Objects.requireNonNull(groups.get(id), "group " + id + " is not open");
    }

    /** Whether a group was opened. */
    public boolean isOpen(LogId id) {
        return groups.containsKey(id);
    }

    /** Other brokers come and go. */
    public void setReachable(Set<BrokerId> now) {
        reachable = Set.copyOf(now);
        listeners.forEach(l -> l.accept(reachable));
    }

    @Override
    public void updatePeers(Map<BrokerId, HostPort> peers) {
        // there is no network
    }

    @Override
    public Set<BrokerId> reachable() {
        return reachable;
    }

    @Override
    public void onReachableChange(Consumer<Set<BrokerId>> listener) {
        listeners.add(listener);
    }

    @Override
    public ReplicaGroup open(GroupSpec spec, ReplicaStore store, ReplicaListener listener) {
        FakeGroup group = new FakeGroup(self, spec, store, listener);
        groups.put(spec.id(), group);
        if (leadsAtOnce) {
            group.lead();
        }
        return group;
    }

    @Override
    public void close() {
        groups.values().forEach(FakeGroup::close);
    }
}
