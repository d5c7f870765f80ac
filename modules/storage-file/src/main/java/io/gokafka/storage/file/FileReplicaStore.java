package io.gokafka.storage.file;

import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.VoteStore;

/** One replica's directory. */
final class FileReplicaStore implements ReplicaStore {
    private final FilePartitionLog log;
    private final FileVoteStore votes;
    private final FileSnapshotStore snapshots;
    private final Runnable onClose;

    private FileReplicaStore(LogContext context, FilePartitionLog log, Runnable onClose) {
        this.log = log;
        this.votes = new FileVoteStore(context.directory());
        this.snapshots = new FileSnapshotStore(context.directory());
        this.onClose = onClose;
    }

    /** @param onClose run once the store is closed, also when closing failed */
    static FileReplicaStore open(LogContext context, Runnable onClose) {
        return new FileReplicaStore(context, FilePartitionLog.open(context), onClose);
    }

    @Override
    public PartitionLog log() {
        return log;
    }

    @Override
    public VoteStore votes() {
        return votes;
    }

    @Override
    public SnapshotStore snapshots() {
        return snapshots;
    }

    @Override
    public void close() {
        try {
            log.close();
        } finally {
            onClose.run();
        }
    }
}
