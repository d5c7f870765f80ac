package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This broker's replica of a group, as the broker and the network see it: what they ask is put into the group's
 * {@link Mailbox}, and what it has become is published for any thread to read.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public final class Replica implements ReplicaGroup {
    private static final System.Logger LOG = System.getLogger(Replica.class.getName());

    private record Published(
            Role role,
            List<BrokerId> voters,
            long commit,
            long highWatermark,
            @Nullable Leading leading) {}

    private final Env env;
    private final Runnable onEnd;
    private final Mailbox mailbox;
    private final Core core;
    private final LeaderWatch watch;
    private final Messages messages;
    private final Retention retention;
    private final ByteBudget budget;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Published published;
    private volatile @Nullable ConsensusException over;

    /**
     * Opens a replica.
     *
     * @param wire the way to the others
     * @param onEnd is run when it has failed or was closed
     */
    public Replica(Env env, Wire wire, Runnable onEnd) {
        this.env = env;
        this.onEnd = onEnd;
        mailbox = new Mailbox(env.executor(), env.syncs(), this::afterBatch, this::failed);
        core = new Core(env, mailbox, wire, this::publish);
        watch = new LeaderWatch(core);
        messages = new Messages(core, watch);
        retention = new Retention(core);
        budget = new ByteBudget(env.settings().maxInFlight());
        published = current();
    }

    /** A message has arrived. */
    public void received(BrokerId from, Rpc rpc, ByteBuffer payload) {
        mailbox.post(() -> messages.received(from, rpc, payload));
    }

    /**
     * Other replicas can be reached now.
     *
     * @param incarnations the reachable ones, each with what tells one start of its broker from the next
     * @param judge is run on the group's thread, to decide whether an election is due
     */
    public void reachChanged(Map<BrokerId, Object> incarnations, Runnable judge) {
        mailbox.post(() -> core.reachChanged(incarnations, judge));
    }

    /** On the group's thread: this replica should organise an election. */
    public void startElection() {
        core.elections().organize();
    }

    /** On the group's thread: a majority of the voters is out of reach. */
    public void majorityLost() {
        core.majorityLost();
    }

    /** On the group's thread: the voters in force. */
    public List<BrokerId> voters() {
        return core.book().voters();
    }

    /** On the group's thread: whether this replica leads. */
    public boolean leads() {
        return core.leads();
    }

    /** On the group's thread: the term. */
    public long term() {
        return core.terms().term();
    }

    /** Cheap, for idle groups: gives leadership back when it is due, and looks after silent leaders when told to. */
    public void housekeep(boolean checkLeader, Duration silence) {
        Published now = published;
        boolean leads = now.role() instanceof Role.Leader;
        if (leads
                && env.settings().rebalanceLeaders()
                && !now.voters().getFirst().equals(env.self())) {
            mailbox.post(() -> watch.rebalance(env.settings().rebalanceDelay()));
        } else if (!leads && checkLeader) {
            mailbox.post(() -> watch.checkLeader(silence));
        }
    }

    @Override
    public Proposal propose(RecordBatch batch, long expectedTerm) {
        ConsensusException refusal = refusal();
        if (refusal != null) {
            return Proposal.failed(refusal);
        }
        int size = batch.sizeInBytes();
        if (!budget.take(size, env.settings().overloadTimeout())) {
            return Proposal.failed(new ConsensusException.Overloaded(
                    "group " + env.spec().id() + " has " + env.settings().maxInFlight() + " bytes in flight"));
        }
        Proposal proposal = new Proposal(new CompletableFuture<>(), new CompletableFuture<>());
        var _ = proposal.committed().whenComplete((entry, failure) -> budget.giveBack(size));
        Proposals.Pending pending = new Proposals.Pending(batch, proposal, expectedTerm);
        mailbox.post(() -> core.proposals().queue(pending), () -> pending.fail(whyOver()));
        return proposal;
    }

    private @Nullable ConsensusException refusal() {
        if (over != null) {
            return whyOver();
        }
        Role role = published.role();
        return role instanceof Role.Leader ? null : new ConsensusException.NotLeader(role.leader());
    }

    @Override
    public GroupStatus status() {
        throwIfOver();
        Published now = published;
        Map<BrokerId, Long> matches =
                now.leading() == null ? Map.of() : now.leading().matches();
        return new GroupStatus(now.role(), now.voters(), now.commit(), now.highWatermark(), matches);
    }

    @Override
    public CompletableFuture<Long> readBarrier() {
        return onLeader((leading, done) -> leading.readBarrier(done));
    }

    @Override
    public CompletableFuture<Void> transferLeadership(BrokerId target) {
        return onLeader((leading, done) -> core.succession().transfer(target, done));
    }

    @Override
    public CompletableFuture<Void> changeVoters(List<BrokerId> voters) {
        if (voters.isEmpty() || voters.stream().distinct().count() < voters.size()) {
            return CompletableFuture.failedFuture(
                    new ConsensusException.Refused("a group needs distinct voters, not " + voters, null));
        }
        return onLeader((leading, done) -> core.succession().changeVoters(voters, done));
    }

    private interface LeaderAction<T> {
        void run(Leading leading, CompletableFuture<T> done);
    }

    private <T> CompletableFuture<T> onLeader(LeaderAction<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    Leading leading = core.leading();
                    if (leading == null) {
                        done.completeExceptionally(new ConsensusException.NotLeader(core.liveLeader()));
                    } else {
                        action.run(leading, done);
                    }
                },
                () -> done.completeExceptionally(whyOver()));
        return done;
    }

    @Override
    public void snapshot(long index, byte[] state) {
        Snapshot snapshot = call(() -> retention.snapshot(index, state));
        core.snapshots().store(snapshot);
    }

    @Override
    public void dropPrefix(long firstIndex) {
        call(() -> retention.dropPrefix(firstIndex));
    }

    /** Runs something on the group's thread and waits for it; a refusal is the caller's, another failure the replica's. */
    private <T> T call(Supplier<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    try {
                        done.complete(action.get());
                    } catch (ConsensusException e) {
                        done.completeExceptionally(e);
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(new ConsensusException.ReplicaFailed("the replica has failed", e));
                        throw e;
                    }
                },
                () -> done.completeExceptionally(whyOver()));
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ConsensusException why ? why : e;
        }
    }

    private void throwIfOver() {
        if (over != null) {
            throw whyOver();
        }
    }

    private ConsensusException whyOver() {
        ConsensusException why = over;
        String message = why == null ? "the replica is closed" : why.getMessage();
        return new ConsensusException.ReplicaFailed(String.valueOf(message), why == null ? null : why.getCause());
    }

    private void afterBatch() {
        core.flush();
        if (!current().equals(published)) {
            publish();
        }
    }

    private void publish() {
        published = current();
    }

    private Published current() {
        Book book = core.book();
        return new Published(core.role(), book.voters(), book.commit(), book.highWatermark(), core.leading());
    }

    /** The replica cannot take part. */
    public void fail(Exception fault) {
        mailbox.post(() -> failed(fault));
    }

    /** A fault on the group's thread: nothing goes on that might lose or show wrong data. */
    private void failed(Throwable fault) {
        LOG.log(System.Logger.Level.ERROR, "replica of " + env.spec().id() + " has failed", fault);
        end(
                new ConsensusException.ReplicaFailed("replica of " + env.spec().id() + " has failed: " + fault, fault),
                c -> c.end(new ConsensusException.ReplicaFailed(
                        "replica of " + env.spec().id() + " has failed: " + fault, fault)));
        env.listener().onFailure(fault);
    }

    private void end(ConsensusException why, Consumer<Core> ending) {
        over = why;
        mailbox.stop();
        ending.accept(core);
        env.executor().execute(() -> {
            try {
                onEnd.run();
            } finally {
                ended.complete(null);
            }
        });
    }

    @Override
    public void close() {
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    end(
                            new ConsensusException.ReplicaFailed("the replica is closed", null),
                            c -> c.end(
                                    new ConsensusException.Indeterminate("the replica was closed before the commit")));
                    try {
                        core.syncer().quiesce(); // the store is the caller's again
                    } finally {
                        quiet.complete(null);
                    }
                },
                () -> quiet.complete(null));
        quiet.join();
        ended.join();
    }
}
