package io.gokafka.api.storage.support;

import io.gokafka.api.LogId;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link PartitionLog} refuses, and how it tells that: to be asked before anything is changed.
 *
 * @param id the log
 * @param bounds its extent now
 */
public record LogChecks(LogId id, LogBounds bounds) {
    /**
     * The batches of an append.
     *
     * @throws IllegalArgumentException when the index is not the next one, a term is below the one before, or a buffer is
     *     not one whole batch: in a file, that would make the rest unreadable
     */
    public List<RecordBatch> batches(long firstIndex, List<ByteBuffer> buffers) {
        if (firstIndex != bounds.lastIndex() + 1) {
            throw new IllegalArgumentException("log " + id + ": index " + firstIndex
                    + " cannot be appended, the next one is " + (bounds.lastIndex() + 1));
        }
        long term = bounds.lastTerm();
        List<RecordBatch> batches = new ArrayList<>(buffers.size());
        for (ByteBuffer buffer : buffers) {
            RecordBatch batch = whole(buffer);
            if (batch.leaderEpoch() < term) {
                throw new IllegalArgumentException(
                        "log " + id + ": term " + batch.leaderEpoch() + " cannot follow term " + term);
            }
            term = batch.leaderEpoch();
            batches.add(batch);
        }
        return batches;
    }

    private RecordBatch whole(ByteBuffer buffer) {
        try {
            RecordBatch batch = RecordBatch.at(buffer);
            boolean counts = batch.takesOffsets() || (batch.lastOffsetDelta() == -1 && batch.isControl());
            if (batch.sizeInBytes() == buffer.remaining() && counts) {
                return batch;
            }
        } catch (InvalidBatchException e) {
            throw new IllegalArgumentException("log " + id + ": not a batch: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("log " + id + ": not exactly one batch");
    }

    /**
     * Lets a read by offset begin within the log or at its end.
     *
     * @throws OffsetOutOfRangeException when it would begin elsewhere
     */
    public void readFrom(long offset) {
        if (offset < bounds.startOffset() || offset > bounds.endOffset()) {
            throw new OffsetOutOfRangeException("log " + id + " has offsets " + bounds.startOffset() + " to "
                    + bounds.endOffset() + ", not " + offset);
        }
    }

    /**
     * Lets a read by index begin within the log or at its end.
     *
     * @throws OffsetOutOfRangeException when it would begin elsewhere
     */
    public void readEntriesFrom(long index) {
        if (index < bounds.firstIndex() || index > bounds.lastIndex() + 1) {
            throw new OffsetOutOfRangeException("log " + id + " has entries " + bounds.firstIndex() + " to "
                    + bounds.lastIndex() + ", not " + index);
        }
    }

    /**
     * Whether a truncation changes anything.
     *
     * @throws IllegalArgumentException when it would begin below the first index
     */
    public boolean truncates(long fromIndex) {
        if (fromIndex < bounds.firstIndex()) {
            throw new IllegalArgumentException("log " + id + " starts at index " + bounds.firstIndex()
                    + ": it cannot be truncated at " + fromIndex);
        }
        return fromIndex <= bounds.lastIndex();
    }

    /**
     * Whether dropping a prefix changes anything.
     *
     * @throws IllegalArgumentException when the log would begin behind its end
     */
    public boolean drops(long firstIndex) {
        if (firstIndex > bounds.lastIndex() + 1) {
            throw new IllegalArgumentException(
                    "log " + id + " ends at index " + bounds.lastIndex() + ": it cannot start at " + firstIndex);
        }
        return firstIndex > bounds.firstIndex();
    }
}
