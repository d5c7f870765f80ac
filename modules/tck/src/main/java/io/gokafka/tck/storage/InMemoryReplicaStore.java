package io.gokafka.tck.storage;

import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import java.util.Optional;

/** One replica's store in memory. */
final class InMemoryReplicaStore implements ReplicaStore {
    private final InMemoryDisk.Replica replica;
    private final InMemoryPartitionLog log;
    private final Runnable onClose;

    InMemoryReplicaStore(InMemoryDisk.Replica replica, LogConfig config, Runnable onClose) {
        this.replica = replica;
        this.log = new InMemoryPartitionLog(replica.entries, config);
        this.onClose = onClose;
    }

    @Override
    public PartitionLog log() {
        return log;
    }

    @Override
    public VoteStore votes() {
        return new VoteStore() {
            @Override
            public Vote load() {
                return replica.vote;
            }

            @Override
            public void store(Vote vote) {
                replica.vote = vote;
            }
        };
    }

    @Override
    public SnapshotStore snapshots() {
        return new SnapshotStore() {
            @Override
            public Optional<Snapshot> load() {
                return replica.snapshot;
            }

            @Override
            public void store(Snapshot snapshot) {
                replica.snapshot = Optional.of(snapshot);
            }
        };
    }

    @Override
    public void close() {
        log.close();
        onClose.run();
    }
}
