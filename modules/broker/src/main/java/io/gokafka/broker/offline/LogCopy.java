package io.gokafka.broker.offline;

import io.gokafka.api.LogId;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Vote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Copies one replica's log, snapshot and vote, and makes them durable. Entries that are there already are not copied again. How far the
 * log was compacted is not noted in the copy: it is done once more, which changes nothing.
 *
 * <p>For one thread.
 */
final class LogCopy {
    private static final int APPEND_BYTES = 1 << 20;
    private static final long SYNC_BYTES = 64L << 20;

    private final LogId id;
    private final ReplicaStore from;
    private final ReplicaStore to;
    private final LongConsumer copied;

    LogCopy(LogId id, ReplicaStore from, ReplicaStore to, LongConsumer copied) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.copied = copied;
    }

    void run() {
        PartitionLog source = from.log();
        PartitionLog target = to.log();
        if (!isBeginning(target, source)) {
            LogBounds bounds = source.bounds();
            target.reset(bounds.firstIndex(), bounds.startOffset(), source.termAt(bounds.firstIndex() - 1));
        }
        copyEntries(source, target);
        target.sync();
        from.snapshots().load().ifPresent(to.snapshots()::store);
        Vote vote = from.votes().load();
        if (!vote.equals(Vote.NONE)) {
            to.votes().store(vote);
        }
    }

    /** Whether a log is as another up to where it ends: with the same index and term at its end (Raft, section 5.3). */
    private static boolean isBeginning(PartitionLog log, PartitionLog whole) {
        LogBounds part = log.bounds();
        LogBounds all = whole.bounds();
        return part.firstIndex() == all.firstIndex()
                && part.startOffset() == all.startOffset()
                && log.termAt(part.firstIndex() - 1) == whole.termAt(part.firstIndex() - 1)
                && log.termAt(part.lastIndex()) == whole.termAt(part.lastIndex());
    }

    private void copyEntries(PartitionLog source, PartitionLog target) {
        Entries entries = new Entries(source, target.bounds().lastIndex() + 1);
        long unsynced = 0;
        while (entries.hasNext()) {
            long first = entries.nextIndex();
            List<ByteBuffer> batches = new ArrayList<>();
            long bytes = 0;
            while (entries.hasNext() && bytes < APPEND_BYTES) {
                ByteBuffer batch = verified(entries);
                batches.add(batch);
                bytes += batch.remaining();
            }
            target.append(first, batches);
            unsynced += bytes;
            if (unsynced >= SYNC_BYTES) {
                target.sync();
                unsynced = 0;
            }
            copied.accept(bytes);
        }
    }

    private ByteBuffer verified(Entries entries) {
        long index = entries.nextIndex();
        try {
            RecordBatch batch = entries.next();
            batch.verify();
            return batch.buffer();
        } catch (InvalidBatchException e) {
            throw new CorruptLogException("log " + id + " is damaged at entry " + index + ": " + e.getMessage()
                    + "; 'gokafka storage verify' shows all that is damaged");
        }
    }
}
