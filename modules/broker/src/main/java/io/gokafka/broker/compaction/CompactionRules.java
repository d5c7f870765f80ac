package io.gokafka.broker.compaction;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RawRecord;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryFilter;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What stays of a log that is compacted to a mark. Of the records below the mark:
 *
 * <ul>
 *   <li>the latest of each key stays, unless it is a tombstone below the offset that the mark names for them;
 *   <li>a record without a key goes, for nobody could ever replace it;
 *   <li>a batch without records stays when it is the last one of its producer and not below the offset that the mark names for them;
 *   <li>control batches, those of transactions, and those whose records cannot be read stay as they are.
 * </ul>
 *
 * <p>Threading: for one thread.
 */
final class CompactionRules implements EntryFilter {
    private final CompactionMark mark;
    private final LatestOffsets latest;
    private final LastBatches producers;

    /**
     * The rules for a log.
     *
     * @param latest of the records below the mark, the latest of each key that more than one may have
     * @param producers of the batches below the mark, the last of each producer
     */
    CompactionRules(CompactionMark mark, LatestOffsets latest, LastBatches producers) {
        this.mark = mark;
        this.latest = latest;
        this.producers = producers;
    }

    @Override
    public Optional<RecordBatch> keep(RecordBatch batch) {
        if (batch.nextOffset() > mark.upTo() || !isCompacted(batch)) {
            return Optional.of(batch);
        }
        RecordBatch left = batch.recordCount() == 0 ? batch : filtered(batch);
        return left.recordCount() > 0 || producers.has(batch) ? Optional.of(left) : Optional.empty();
    }

    /** Whether the records of a batch are looked at. */
    static boolean isCompacted(RecordBatch batch) {
        return batch.takesOffsets() && !batch.isControl() && !batch.isTransactional();
    }

    private RecordBatch filtered(RecordBatch batch) {
        try {
            return KeyedRecords.filtered(batch, this::stays);
        } catch (InvalidBatchException unreadable) {
            return batch;
        }
    }

    private boolean stays(RawRecord record) {
        ByteBuffer key = record.key();
        return key != null
                && latest.isLatest(key, record.offset())
                && !(record.isTombstone() && record.offset() < mark.tombstonesBelow());
    }
}
