package io.gokafka.api.storage.support;

import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.VoteStore;

/**
 * A replica's store, of its parts.
 *
 * @param log the log
 * @param votes the vote
 * @param snapshots the snapshot
 * @param closeParts closes what has to be closed of them
 * @param onClose run after that, also when it failed
 */
public record SimpleReplicaStore(
        PartitionLog log, VoteStore votes, SnapshotStore snapshots, Runnable closeParts, Runnable onClose)
        implements ReplicaStore {
    /** Another store, but for its log. */
    public static ReplicaStore withLog(ReplicaStore store, PartitionLog log) {
        return new SimpleReplicaStore(log, store.votes(), store.snapshots(), store::close, () -> {});
    }

    @Override
    public void close() {
        try {
            closeParts.run();
        } finally {
            onClose.run();
        }
    }
}
