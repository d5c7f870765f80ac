package io.gokafka.api.consensus;

import io.gokafka.api.storage.Snapshot;

/**
 * What a replica tells its broker.
 *
 * <p><b>Threading.</b> Calls for one replica come one after the other, on the group's own thread; they must not block nor call
 * back into the group's blocking methods.
 *
 * <p><b>What the listener may assume.</b> Commits never go back while the replica is open; after it was opened again they begin
 * anew from what is known then. A role is reported before the first commit that is made in it.
 */
public interface ReplicaListener {
    /** The role, the term or the known leader changed. */
    void onRole(Role role);

    /**
     * More entries are committed.
     *
     * @param commitIndex index of the last of them
     * @param highWatermark the offset after it
     */
    void onCommit(long commitIndex, long highWatermark);

    /**
     * The replica was so far behind that it was given the leader's snapshot and now has a log that begins elsewhere. The state
     * machine starts again from the snapshot; its index may be above the commit index known here so far.
     */
    void onSnapshot(Snapshot snapshot);

    /**
     * Whether a follower may append so many bytes of a leader's records. While it may not it takes none, as if it were slow: nothing has
     * failed, the leader does not count it, and sends them again later. Not asked of the group's own entries, nor of a leader.
     *
     * @param bytes what it is about to append
     */
    default boolean hasRoomFor(int bytes) {
        return true;
    }

    /** The replica has stopped for good, because going on might lose or show wrong data. */
    void onFailure(Throwable fault);
}
