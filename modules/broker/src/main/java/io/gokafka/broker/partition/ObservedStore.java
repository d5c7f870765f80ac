package io.gokafka.broker.partition;

import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.VoteStore;

/** A store whose log is observed. */
record ObservedStore(ReplicaStore store, PartitionLog log) implements ReplicaStore {
    @Override
    public VoteStore votes() {
        return store.votes();
    }

    @Override
    public SnapshotStore snapshots() {
        return store.snapshots();
    }

    @Override
    public void close() {
        store.close();
    }
}
