package io.gokafka.api.consensus;

import io.gokafka.api.BrokerId;
import io.gokafka.api.record.RecordBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * This broker's replica of one group.
 *
 * <p><b>Safety.</b> Whatever the plugin: an entry is committed only when a majority of the voters has it as durable as
 * {@link Durability} demands; a new leader commits nothing of an earlier term before an entry of its own term (Raft, section
 * 5.4.2); term and vote are durable before they are acted on; a follower's commit index moves only over entries that it has
 * verified against the leader's log; nothing committed is ever truncated: the replica fails instead.
 *
 * <p><b>Lifecycle.</b> From {@link Consensus#open} to {@link #close}. A storage fault or a broken invariant fails the replica:
 * it stops taking part, {@link ReplicaListener#onFailure} is called once, and every call throws or completes with
 * {@link ConsensusException.ReplicaFailed}; but what it had appended and not seen committed is
 * {@link ConsensusException.Indeterminate}, for the others may commit it.
 *
 * <p><b>Threading.</b> Safe for use by several threads. Futures complete on the plugin's threads: what depends on them must
 * not block.
 */
public interface ReplicaGroup extends AutoCloseable {
    /** No term in particular. */
    long ANY_TERM = -1;

    /**
     * Proposes an entry. Batches that one thread proposes are appended in that order. Blocks for a while when too much is in
     * flight, so that callers are slowed down rather than memory filled.
     *
     * @param batch a valid batch; its base offset and leader epoch are set by the group, which owns its bytes from now on
     * @param expectedTerm the term in which the caller knows this replica to lead, when it has checked the batch against what that
     *     term's log holds: in any other term it fails with {@link ConsensusException.NotLeader}, also when this replica leads
     *     again; or {@link #ANY_TERM}
     * @return how the entry fares; when this replica does not lead, futures that have failed with
     *     {@link ConsensusException.NotLeader}; after waiting in vain for room, with {@link ConsensusException.Overloaded}
     */
    Proposal propose(RecordBatch batch, long expectedTerm);

    /** Proposes an entry that is good in any term. */
    default Proposal propose(RecordBatch batch) {
        return propose(batch, ANY_TERM);
    }

    /** The replica's state now; cheap. */
    GroupStatus status();

    /**
     * Confirms that this replica led the group at some moment after the call: what was committed before the call is
     * committed here when the future completes (Raft, section 6.4, ReadIndex).
     *
     * @return the commit index to wait for
     */
    CompletableFuture<Long> readBarrier();

    /**
     * Hands leadership to another voter once it has caught up; completes when another replica leads, or fails within a few
     * seconds and this replica goes on leading.
     */
    CompletableFuture<Void> transferLeadership(BrokerId target);

    /**
     * Makes the group's voters those of a list, one change at a time; a new voter is added only once it has caught up.
     * The order of the list says who is preferred as leader. Only on the leader; completes when the last change is committed.
     */
    CompletableFuture<Void> changeVoters(List<BrokerId> voters);

    /**
     * Stores a snapshot of the state machine as of a committed index, on this replica alone.
     *
     * @param index an index up to the commit index and at least that of the previous snapshot
     * @param state the state machine's image as of that index
     */
    void snapshot(long index, byte[] state);

    /**
     * Lets this replica's log begin later. Refused above the snapshot's index or the commit index.
     *
     * @param firstIndex the new first index
     */
    void dropPrefix(long firstIndex);

    /** Stops taking part; completes what is pending with {@link ConsensusException.Indeterminate}. The store stays open. */
    @Override
    void close();
}
