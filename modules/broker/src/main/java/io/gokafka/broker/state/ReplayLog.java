package io.gokafka.broker.state;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.partition.Replica;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What a state machine needs of its replica: reading committed records back, proposing, and snapshots that let the log be short.
 *
 * <p>Threading: for the state machine's thread; {@link #propose} and {@link #fail} may be called by any.
 */
public final class ReplayLog {
    private static final System.Logger LOG = System.getLogger(ReplayLog.class.getName());
    private static final int READ_BYTES = 1 << 20;
    private static final long SNAPSHOT_AFTER_BYTES = 8L << 20;
    /** Entries kept behind a snapshot, so that a replica which is a little behind need not be sent it. */
    private static final long ENTRIES_KEPT = 1000;

    private final Replica replica;
    private long bytesSinceSnapshot;
    private long snapshotIndex;

    /** The log of a replica. */
    public ReplayLog(Replica replica) {
        this.replica = replica;
    }

    String name() {
        return replica.id().value();
    }

    Optional<Snapshot> snapshot() {
        return replica.snapshot();
    }

    void snapshotTaken(long index) {
        snapshotIndex = index;
        bytesSinceSnapshot = 0;
    }

    /** Proposes what was decided on the state as of a term. */
    Proposal propose(RecordBatch batch, long term) {
        return replica.propose(batch, term);
    }

    /** Confirms leadership; see {@link io.gokafka.api.consensus.ReplicaGroup#readBarrier}. */
    CompletableFuture<Long> readBarrier() {
        return replica.readBarrier();
    }

    /**
     * Replays some entries and returns the index of the last of them: none when the log has begun anew behind them, with a snapshot
     * that the state machine is about to be told of.
     */
    long replay(long from, long to, Consumer<Record> target) {
        EntryRun entries;
        try {
            entries = EntryRun.read(replica.log(), from, to, READ_BYTES);
        } catch (OffsetOutOfRangeException | StorageException e) {
            if (replica.log().bounds().firstIndex() > from) {
                return from - 1;
            }
            throw e;
        }
        bytesSinceSnapshot += entries.bytes().remaining();
        return replay(from, entries, target);
    }

    private long replay(long from, EntryRun entries, Consumer<Record> target) {
        long index = entries.firstIndex() - 1;
        for (RecordBatch batch : entries.batches()) {
            if (!batch.isControl()) {
                batch.records().forEach(target);
            }
            index += batch.entries();
        }
        if (index < from) {
            throw new IllegalStateException("committed entry " + from + " of " + name() + " is not in its log");
        }
        return index;
    }

    boolean isSnapshotDue(long appliedIndex) {
        return bytesSinceSnapshot >= SNAPSHOT_AFTER_BYTES && appliedIndex > snapshotIndex;
    }

    /** A group that refuses it, as it does when it is closed or has just been given another, does no harm: it is tried again. */
    void saveSnapshot(long appliedIndex, byte[] image) {
        if (appliedIndex <= snapshotIndex) {
            return;
        }
        try {
            var _ = replica.saveSnapshot(appliedIndex, image); // a replica that has failed needs none
            snapshotTaken(appliedIndex);
            replica.dropPrefix(Math.max(1, appliedIndex - ENTRIES_KEPT));
        } catch (ConsensusException e) {
            LOG.log(Level.INFO, "no snapshot of {0} at index {1}: {2}", name(), appliedIndex, e.getMessage());
        }
    }

    void fail(Throwable fault) {
        replica.fail(fault);
    }
}
