package io.gokafka.broker.partition;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Vote;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This broker's replica of one log: the store, and the consensus group that keeps it equal to the others'.
 *
 * <p>Lifecycle: {@link #create}, then listeners are added, then {@link #open}, then {@link #close}. A fault closes it for good.
 *
 * <p>Threading: safe for use by several threads. Listeners are called on the group's thread.
 */
public final class Replica implements ReplicaListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Replica.class.getName());

    private final LogId id;
    private final ReplicaStore store;
    private final Room room;
    private final List<ReplicaListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Role>> roleListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Throwable>> faultListeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final HighWatermark highWatermark = new HighWatermark();
    private volatile boolean begun;
    private volatile @Nullable ReplicaGroup group;
    private volatile Role role = new Role.Follower(0, Optional.empty());
    private volatile long commitIndex;

    private Replica(LogId id, ReplicaStore store, Room room) {
        this.id = id;
        this.store = store;
        this.room = room;
    }

    /** A replica that does not take part yet; its store is open. */
    public static Replica create(LogId id, ReplicaStore store) {
        return create(id, store, Room.ALWAYS);
    }

    /** The same; as a follower it appends records only while there is room. */
    public static Replica create(LogId id, ReplicaStore store, Room room) {
        return new Replica(id, store, room);
    }

    /** Adds a listener; before {@link #open}, so that it misses nothing. */
    public void addListener(ReplicaListener listener) {
        listeners.add(listener);
    }

    /** Adds a listener that is told of what stopped the replica; before {@link #open}. */
    public void addFaultListener(Consumer<Throwable> listener) {
        faultListeners.add(listener);
    }

    /** Adds a listener that is told of roles only; before {@link #open}. */
    public void addRoleListener(Consumer<Role> listener) {
        roleListeners.add(listener);
    }

    /** Begins to take part in the group of a partition, whose followers learn in time, not at once, what is committed. */
    public void open(Consensus consensus, List<BrokerId> initialVoters, BooleanSupplier mayBeNew) {
        group = consensus.open(new GroupSpec(id, initialVoters, mayBeNew, false), store, this);
    }

    /** Begins to take part in a group whose followers act on what is committed, as all brokers do on the metadata. */
    public void openPrompt(Consensus consensus, List<BrokerId> initialVoters, BooleanSupplier mayBeNew) {
        group = consensus.open(new GroupSpec(id, initialVoters, mayBeNew, true), store, this);
    }

    /** The cluster knows that its group has begun, which never changes again. */
    public void begun() {
        begun = true;
    }

    /**
     * Whether the cluster knows that the group has begun. Before that nothing may be acknowledged: a replica that then loses its disk would take
     * the group for a new one, and begin it anew with another that has not come to know it yet.
     */
    public boolean hasBegun() {
        return begun;
    }

    /** The log's name. */
    public LogId id() {
        return id;
    }

    /** The log, for reading; consensus alone changes it. */
    public PartitionLog log() {
        return store.log();
    }

    /** The stored snapshot. */
    public Optional<Snapshot> snapshot() {
        return store.snapshots().load();
    }

    /**
     * Whether this replica counts in its group. One that began with an empty store, beside others that have entries, stores no vote before
     * it has all that was committed.
     */
    public boolean hasVoted() {
        return !store.votes().load().equals(Vote.NONE);
    }

    /**
     * Reads what is stored beside the log, to see that it can be read.
     *
     * @throws io.gokafka.api.storage.CorruptLogException when it is damaged
     */
    public void loadVoteAndSnapshot() {
        var _ = store.votes().load();
        var _ = store.snapshots().load();
    }

    /** What this replica is in its group. */
    public Role role() {
        return role;
    }

    /** Whether this replica leads. */
    public boolean isLeader() {
        return role instanceof Role.Leader && fault.get() == null;
    }

    /** Whether this replica leads in a term. */
    boolean leadsIn(long term) {
        return isLeader() && role.term() == term;
    }

    /**
     * Whether this replica leads and knows all that was committed before its term: what it calls the end of the committed records is
     * no less than what any leader before it did.
     */
    public boolean isLeaderReady() {
        return isLeader() && role instanceof Role.Leader leader && commitIndex >= leader.termStartIndex();
    }

    /** The offset up to which entries are committed, and who waits for it to move. */
    public HighWatermark highWatermark() {
        return highWatermark;
    }

    /** Index of the last entry known to be committed. */
    public long commitIndex() {
        return commitIndex;
    }

    /** What stopped the replica, if something did. */
    public Optional<Throwable> fault() {
        return Optional.ofNullable(fault.get());
    }

    /** The group's state; empty before it is open, and when it is closed or has failed. */
    public Optional<GroupStatus> status() {
        try {
            return Optional.ofNullable(group).filter(g -> fault.get() == null).map(ReplicaGroup::status);
        } catch (ConsensusException closed) {
            return Optional.empty();
        }
    }

    /** Proposes an entry; see {@link ReplicaGroup#propose}. */
    public Proposal propose(RecordBatch batch, long expectedTerm) {
        ReplicaGroup open = group;
        Throwable why = fault.get();
        if (why != null) {
            return Proposal.failed(new ConsensusException.ReplicaFailed(id + " has failed", why));
        }
        if (open == null) {
            return Proposal.failed(new ConsensusException.NotLeader(Optional.empty()));
        }
        return open.propose(batch, expectedTerm);
    }

    /** Confirms that this replica leads; see {@link ReplicaGroup#readBarrier}. */
    public CompletableFuture<Long> readBarrier() {
        ReplicaGroup open = group;
        Throwable why = fault.get();
        if (open == null || why != null) {
            return CompletableFuture.failedFuture(
                    why == null
                            ? new ConsensusException.NotLeader(Optional.empty())
                            : new ConsensusException.ReplicaFailed(id + " has failed", why));
        }
        try {
            return open.readBarrier();
        } catch (ConsensusException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Stores a snapshot of what the entries up to a committed index amount to; false when this replica cannot, as it has failed. */
    public boolean saveSnapshot(long index, byte[] state) {
        ReplicaGroup open = group;
        if (open == null || fault.get() != null || index > commitIndex) {
            return false;
        }
        open.snapshot(index, state);
        return true;
    }

    /** Lets the log begin later; it never begins after the snapshot. */
    public void dropPrefix(long firstIndex) {
        ReplicaGroup open = group;
        if (open != null && fault.get() == null && firstIndex > log().bounds().firstIndex()) {
            open.dropPrefix(firstIndex);
        }
    }

    /** Changes the group's voters; see {@link ReplicaGroup#changeVoters}. */
    public CompletableFuture<Void> changeVoters(List<BrokerId> voters) {
        ReplicaGroup open = group;
        return open == null ? notOpen() : open.changeVoters(voters);
    }

    /** Hands leadership over; see {@link ReplicaGroup#transferLeadership}. */
    public CompletableFuture<Void> transferLeadership(BrokerId target) {
        ReplicaGroup open = group;
        return open == null ? notOpen() : open.transferLeadership(target);
    }

    /** Stops the replica because of a defect or a fault found outside consensus: it must not go on showing wrong data. */
    public void fail(Throwable why) {
        onFailure(why);
        ReplicaGroup open = group;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void onRole(Role newRole) {
        role = newRole;
        LOG.log(Level.DEBUG, "{0} is now {1}", id, newRole);
        listeners.forEach(l -> l.onRole(newRole));
        roleListeners.forEach(l -> l.accept(newRole));
        highWatermark.wakeAll();
    }

    @Override
    public void onCommit(long index, long offset) {
        highWatermark.move(offset); // before the index, by which a new leader is known to be ready
        commitIndex = index;
        listeners.forEach(l -> l.onCommit(index, offset));
        highWatermark.wakeAll(); // last, so that those who wait find all that has changed
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        listeners.forEach(l -> l.onSnapshot(snapshot));
    }

    @Override
    public boolean hasRoomFor(int bytes) {
        return room.follows(bytes);
    }

    @Override
    public void onFailure(Throwable why) {
        if (fault.compareAndSet(null, why)) {
            LOG.log(Level.ERROR, "replica of " + id + " has stopped: " + why.getMessage(), why);
            role = new Role.Follower(role.term(), Optional.empty());
            highWatermark.wakeAll();
            listeners.forEach(l -> l.onFailure(why));
            faultListeners.forEach(l -> l.accept(why));
        }
    }

    /** Leaves the group and closes the store. */
    @Override
    public void close() {
        try {
            ReplicaGroup open = group;
            if (open != null) {
                open.close();
            }
            role = new Role.Follower(role.term(), Optional.empty());
            highWatermark.wakeAll();
        } finally {
            store.close();
        }
    }

    private static CompletableFuture<Void> notOpen() {
        return CompletableFuture.failedFuture(new ConsensusException.NotLeader(Optional.empty()));
    }
}
