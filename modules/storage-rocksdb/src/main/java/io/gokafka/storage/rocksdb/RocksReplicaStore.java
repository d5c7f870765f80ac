package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.VoteStore;
import io.gokafka.api.storage.support.RollRule;

/** The keys of one replica. */
final class RocksReplicaStore implements ReplicaStore {
    private final RocksPartitionLog log;
    private final RocksVoteStore votes;
    private final RocksSnapshotStore snapshots;
    private final Runnable onClose;

    /** @param onClose run once the store is closed, also when closing failed */
    RocksReplicaStore(LogState state, Database database, Journal journal, RollRule rule, Runnable onClose) {
        this.log = new RocksPartitionLog(state, database, journal, rule);
        this.votes = new RocksVoteStore(state, database, journal);
        this.snapshots = new RocksSnapshotStore(state, database, journal);
        this.onClose = onClose;
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
