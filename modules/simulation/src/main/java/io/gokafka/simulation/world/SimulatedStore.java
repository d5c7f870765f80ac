package io.gokafka.simulation.world;

import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A replica's store on a simulated disk.
 *
 * @param store the store in memory
 * @param simulatedLog its log
 * @param faults what goes wrong
 * @param onVote is told of votes that are on disk
 */
record SimulatedStore(ReplicaStore store, SimulatedLog simulatedLog, DiskFaults faults, Consumer<Vote> onVote)
        implements ReplicaStore {
    @Override
    public PartitionLog log() {
        return simulatedLog;
    }

    @Override
    public VoteStore votes() {
        return new VoteStore() {
            @Override
            public Vote load() {
                return store.votes().load();
            }

            @Override
            public void store(Vote vote) {
                faults.beforeWrite();
                store.votes().store(vote);
                onVote.accept(vote);
                faults.afterWrite();
            }
        };
    }

    @Override
    public SnapshotStore snapshots() {
        return new SnapshotStore() {
            @Override
            public Optional<Snapshot> load() {
                return store.snapshots().load();
            }

            @Override
            public void store(Snapshot snapshot) {
                faults.beforeWrite();
                store.snapshots().store(snapshot);
                faults.afterWrite();
            }
        };
    }

    @Override
    public void close() {
        store.close();
    }
}
