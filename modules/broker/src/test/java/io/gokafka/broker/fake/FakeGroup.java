package io.gokafka.broker.fake;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Vote;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A group of one replica whose commits, roles and failures a test decides. Callbacks come on the thread that causes them. */
public final class FakeGroup implements ReplicaGroup {
    private record Waiting(Proposal.Entry entry, CompletableFuture<Proposal.Entry> committed) {}

    private final BrokerId self;
    private final BooleanSupplier mayBeNew;
    private final ReplicaStore store;
    private final ReplicaListener listener;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<ConsensusException> refusals = new ArrayDeque<>();
    private Map<BrokerId, Long> matches = Map.of();
    private List<BrokerId> voters;
    private volatile Role role = new Role.Follower(0, Optional.empty());
    private volatile Runnable beforePropose = () -> {};
    private boolean commitsAtOnce = true;
    private boolean takesSnapshots = true;
    private boolean isStale;
    private long term;
    private long commitIndex;
    private long highWatermark;
    private boolean closed;

    FakeGroup(BrokerId self, GroupSpec spec, ReplicaStore store, ReplicaListener listener) {
        this.self = self;
        this.store = store;
        this.listener = listener;
        this.voters = spec.initialVoters();
        this.mayBeNew = spec.mayBeNew();
        this.term = store.log().bounds().lastTerm();
    }

    /** Whether by what the broker says now it may never have had an entry. */
    public boolean mayBeNew() {
        return mayBeNew.getAsBoolean();
    }

    /** The replica leads from now on, in a new term; its first entry is committed unless commits are held. */
    public synchronized void lead() {
        term++;
        RecordBatch first = new ControlBatch(ControlBatch.Type.LEADER_CHANGE, new byte[0]).toBatch(1);
        long index = log().bounds().lastIndex() + 1;
        role = new Role.Leader(term, self, index);
        listener.onRole(role);
        append(first);
        commitIfAtOnce();
    }

    /** Another replica leads, or none; what was not committed has an unknown outcome. */
    public synchronized void follow(Optional<BrokerId> leader) {
        term++;
        role = new Role.Follower(term, leader);
        listener.onRole(role);
        abandon("leadership was lost");
    }

    /** Another replica leads, and this one, which has been stopped or cut off, does not know it yet. */
    public synchronized void becomeStale() {
        isStale = true;
    }

    /** Another leader had other entries there. */
    public synchronized void truncateUncommitted() {
        log().truncateSuffix(commitIndex + 1);
    }

    /** Entries that another leader has sent. */
    public synchronized void receive(RecordBatch batch) {
        append(batch);
    }

    /** Another replica has the log up to an index. */
    public synchronized void matched(BrokerId replica, long index) {
        Map<BrokerId, Long> now = new HashMap<>(matches);
        now.put(replica, index);
        matches = now;
    }

    /** The replica has all that was committed, and counts as a voter. */
    public synchronized void vote() {
        store.votes().store(new Vote(term, Optional.of(self)));
    }

    /** Proposals wait for {@link #commit}. */
    public synchronized void holdCommits() {
        commitsAtOnce = false;
    }

    /** Snapshots are refused until {@link #takeSnapshots}. */
    public synchronized void holdSnapshots() {
        takesSnapshots = false;
    }

    /** Snapshots are stored. */
    public synchronized void takeSnapshots() {
        takesSnapshots = true;
    }

    /** Proposals are committed as soon as they are appended. */
    public synchronized void commitsAtOnce() {
        commitsAtOnce = true;
    }

    /** Commits all that was appended. */
    public synchronized void commit() {
        commitTo(log().bounds().lastIndex());
    }

    /** Commits up to an entry. */
    public synchronized void commitTo(long index) {
        long offset = log().entryAtIndex(index).orElseThrow().nextOffset();
        log().sync();
        commitIndex = index;
        highWatermark = offset;
        listener.onCommit(index, offset);
        while (!waiting.isEmpty() && waiting.getFirst().entry().index() <= index) {
            Waiting done = waiting.removeFirst();
            done.committed().complete(done.entry());
        }
    }

    /** The next proposal fails so; nothing is appended. */
    public synchronized void refuseNext(ConsensusException why) {
        refusals.add(why);
    }

    /** Runs on the proposing thread before each proposal, as consensus does when it slows producers down. */
    public void beforePropose(Runnable wait) {
        beforePropose = wait;
    }

    /** The replica was too far behind: it has another log and snapshot now. */
    public synchronized void install(Snapshot snapshot) {
        resetSilently(snapshot);
        listener.onSnapshot(snapshot);
    }

    /** The log begins anew with a snapshot that the state machine is not told of yet. */
    public synchronized void resetSilently(Snapshot snapshot) {
        log().reset(snapshot.index() + 1, snapshot.offset(), snapshot.term());
        store.snapshots().store(snapshot);
        term = Math.max(term, snapshot.term());
    }

    /** The listener alone, for callbacks out of the ordinary. */
    public ReplicaListener listener() {
        return listener;
    }

    /** The replica has failed. */
    public synchronized void fail(Throwable fault) {
        closed = true;
        abandon("the replica has failed");
        listener.onFailure(fault);
    }

    private PartitionLog log() {
        return store.log();
    }

    private Proposal.Entry append(RecordBatch batch) {
        batch.assign(0, term);
        ByteBuffer bytes = batch.buffer();
        long index = log().bounds().lastIndex() + 1;
        log().append(index, List.of(bytes));
        return new Proposal.Entry(index, term, RecordBatch.at(bytes).baseOffset());
    }

    private void commitIfAtOnce() {
        if (commitsAtOnce) {
            commit();
        }
    }

    private void abandon(String why) {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().committed().completeExceptionally(new ConsensusException.Indeterminate(why));
        }
    }

    @Override
    public Proposal propose(RecordBatch batch, long expectedTerm) {
        beforePropose.run();
        synchronized (this) {
            if (closed) {
                return Proposal.failed(new ConsensusException.ReplicaFailed("the replica is closed", null));
            }
            if (!refusals.isEmpty()) {
                return Proposal.failed(refusals.removeFirst());
            }
            boolean otherTerm = expectedTerm != ANY_TERM && expectedTerm != role.term();
            if (!(role instanceof Role.Leader) || otherTerm) {
                return Proposal.failed(new ConsensusException.NotLeader(role.leader()));
            }
            Proposal.Entry entry = append(batch);
            CompletableFuture<Proposal.Entry> committed = new CompletableFuture<>();
            waiting.addLast(new Waiting(entry, committed));
            commitIfAtOnce();
            return new Proposal(CompletableFuture.completedFuture(entry), committed);
        }
    }

    @Override
    public synchronized GroupStatus status() {
        if (closed) {
            throw new ConsensusException.ReplicaFailed("the replica is closed", null);
        }
        return new GroupStatus(role, voters, commitIndex, highWatermark, matches);
    }

    @Override
    public synchronized CompletableFuture<Long> readBarrier() {
        return isStale || !(role instanceof Role.Leader)
                ? CompletableFuture.failedFuture(new ConsensusException.NotLeader(Optional.empty()))
                : CompletableFuture.completedFuture(commitIndex);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(BrokerId target) {
        follow(Optional.of(target));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> changeVoters(List<BrokerId> wanted) {
        voters = List.copyOf(wanted);
        return CompletableFuture.completedFuture(null);
    }

    /** This replica is no voter any more. */
    public synchronized void learn(BrokerId leader) {
        role = new Role.Learner(term, Optional.of(leader));
        listener.onRole(role);
    }

    @Override
    public synchronized void snapshot(long index, byte[] state) {
        if (closed) {
            throw new ConsensusException.ReplicaFailed("the replica is closed", null);
        }
        if (!takesSnapshots || index > commitIndex || index < log().bounds().firstIndex() - 1) {
            throw new ConsensusException.Refused("no snapshot at index " + index, null);
        }
        long offset = log().entryAtIndex(index)
                .map(entry -> entry.nextOffset())
                .orElse(log().bounds().startOffset());
        store.snapshots().store(new Snapshot(index, log().termAt(index), offset, voters, state));
    }

    @Override
    public synchronized void dropPrefix(long firstIndex) {
        log().dropPrefix(firstIndex);
    }

    @Override
    public synchronized void close() {
        closed = true;
        abandon("the replica was closed before the commit");
    }
}
