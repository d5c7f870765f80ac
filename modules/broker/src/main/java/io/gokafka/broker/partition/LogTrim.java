package io.gokafka.broker.partition;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Snapshot;

/**
 * Frees what stands before a partition's start: this replica's log begins with the entry that contains the start from then on. A log
 * never begins after its snapshot, so a newer one may have to be saved first.
 *
 * <p>Threading: safe for use by several threads; not for the group's, for it blocks.
 */
final class LogTrim {
    private final Replica replica;
    private final StateTracker tracker;

    LogTrim(Replica replica, StateTracker tracker) {
        this.replica = replica;
        this.tracker = tracker;
    }

    /** Trims as far as the snapshot allows, and sees that it allows all some time. */
    void run() {
        PartitionLog log = replica.log();
        LogBounds bounds = log.bounds();
        long start = tracker.logStart();
        if (start <= bounds.startOffset()) {
            return;
        }
        long wanted = log.entryAtOffset(start).map(EntryPosition::index).orElse(bounds.lastIndex());
        if (wanted <= bounds.firstIndex()) {
            return;
        }
        // A snapshot that was installed before a crash may be ahead of a log that was to begin anew behind it.
        long allowed = Math.min(replica.snapshot().map(Snapshot::index).orElse(0L), replica.commitIndex());
        replica.dropPrefix(Math.min(wanted, allowed));
        if (wanted > allowed) {
            tracker.saveSoon();
        }
    }
}
