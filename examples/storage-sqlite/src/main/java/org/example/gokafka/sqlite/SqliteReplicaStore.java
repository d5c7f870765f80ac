package org.example.gokafka.sqlite;

import io.gokafka.api.storage.ReplicaStore;

/**
 * What the database has of one replica.
 *
 * @param onClose run once it is closed, also when closing failed
 */
record SqliteReplicaStore(SqliteLog log, SqliteVoteStore votes, SqliteSnapshotStore snapshots, Runnable onClose)
        implements ReplicaStore {
    @Override
    public void close() {
        try {
            log.close();
        } finally {
            onClose.run();
        }
    }
}
