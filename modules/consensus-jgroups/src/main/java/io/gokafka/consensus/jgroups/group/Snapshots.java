package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;

/** Replaces a replica's snapshot by later ones only, whether it is the broker's or a leader's. Safe for several threads. */
final class Snapshots {
    private final SnapshotStore store;
    private long index;

    Snapshots(SnapshotStore store) {
        this.store = store;
        index = store.load().map(Snapshot::index).orElse(0L);
    }

    /** Index of the stored snapshot, 0 when there is none. */
    synchronized long index() {
        return index;
    }

    /** Stores one; refused when a later one is there. */
    synchronized void store(Snapshot snapshot) {
        if (snapshot.index() < index) {
            throw new ConsensusException.Refused(
                    "a snapshot at index " + index + " is there already, later than " + snapshot.index(), null);
        }
        store.store(snapshot);
        index = snapshot.index();
    }
}
