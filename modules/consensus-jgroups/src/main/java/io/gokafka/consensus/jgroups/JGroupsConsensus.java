package io.gokafka.consensus.jgroups;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusContext;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.consensus.jgroups.group.Env;
import io.gokafka.consensus.jgroups.group.Replica;
import io.gokafka.consensus.jgroups.group.Timers;
import io.gokafka.consensus.jgroups.stack.MainChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One broker's channel and its groups. Safe for use by several threads. */
final class JGroupsConsensus implements Consensus {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration LEADER_SILENCE = Duration.ofSeconds(20);
    private static final int CHECK_LEADER_EVERY = 10;

    private final ConsensusContext context;
    private final JGroupsSettings settings;
    private final MainChannel channel;
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("consensus-", 0).factory());
    private final Map<LogId, Replica> groups = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private long rounds;

    JGroupsConsensus(ConsensusContext context, JGroupsSettings settings, MainChannel channel) {
        this.context = context;
        this.settings = settings;
        this.channel = channel;
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("consensus-timer").factory());
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // after close
        var _ = timer.scheduleWithFixedDelay(
                this::housekeep, HOUSEKEEPING.toMillis(), HOUSEKEEPING.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void updatePeers(Map<BrokerId, HostPort> peers) {
        channel.peers(peers);
    }

    @Override
    public Set<BrokerId> reachable() {
        return channel.reachable();
    }

    @Override
    public void onReachableChange(Consumer<Set<BrokerId>> listener) {
        channel.onReachableChange(listener);
    }

    @Override
    public ReplicaGroup open(GroupSpec spec, ReplicaStore store, ReplicaListener listener) {
        Env env = new Env(
                context.self(),
                spec,
                store,
                listener,
                context.durability(),
                settings,
                new SharedTimers(),
                executor,
                Runnable::run,
                executor);
        GroupLink link;
        synchronized (groups) {
            if (closed || groups.containsKey(spec.id())) {
                throw new ConsensusException.Refused(
                        "group " + spec.id()
                                + (closed ? " cannot be opened any more: consensus is closed" : " is open already"),
                        null);
            }
            link = new GroupLink(env, () -> groups.remove(spec.id()));
            groups.put(spec.id(), link.replica());
        }
        var _ = channel.joined().thenRunAsync(() -> link.connect(channel), executor);
        return link.replica();
    }

    private void housekeep() {
        boolean checkLeader = ++rounds % CHECK_LEADER_EVERY == 0;
        groups.values().forEach(g -> g.housekeep(checkLeader, LEADER_SILENCE));
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(groups.values()).forEach(Replica::close);
        channel.close();
        timer.shutdownNow();
    }

    private final class SharedTimers implements Timers {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            if (!closed) {
                var _ = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }
}
