package io.gokafka.broker.partition;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads one partition, never beyond the high watermark.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class PartitionReader {
    private final Replica replica;

    /** Reads a replica. */
    public PartitionReader(Replica replica) {
        this.replica = replica;
    }

    /** The offset after the last committed entry. */
    public long highWatermark() {
        return replica.highWatermark().offset();
    }

    /** The first offset that there is. */
    public long logStartOffset() {
        return replica.log().bounds().startOffset();
    }

    /**
     * Reads committed batches.
     *
     * @throws RequestException {@code OFFSET_OUT_OF_RANGE} when the offset is below the start, or beyond the leader's end
     */
    public LogSlice read(long offset, int maxBytes) {
        LogBounds bounds = replica.log().bounds();
        long limit = highWatermark();
        if (offset < bounds.startOffset() || (offset > bounds.endOffset() && replica.isLeader())) {
            throw outOfRange(offset, bounds);
        }
        if (offset >= limit) {
            return LogSlice.EMPTY; // a replica may know a lower high watermark than another that the client read from
        }
        try {
            return replica.log().read(offset, limit, maxBytes);
        } catch (OffsetOutOfRangeException e) {
            throw outOfRange(offset, replica.log().bounds());
        }
    }

    /** Finds an offset. */
    public ListOffsets.Result offset(ListOffsets.Query query) {
        return switch (query) {
            case ListOffsets.Query.Earliest() -> new ListOffsets.Result(logStartOffset(), -1);
            case ListOffsets.Query.Latest() -> new ListOffsets.Result(highWatermark(), -1);
            case ListOffsets.Query.MaxTimestamp() -> throw new RequestException(ErrorCode.UNSUPPORTED, "not yet");
            case ListOffsets.Query.AtTime(long timestamp) -> offsetAt(timestamp);
        };
    }

    /**
     * Waits until an offset is committed; false when the time is up, or the replica does not lead in a term any more: then another
     * leader may have put something else at that offset.
     */
    static boolean awaitOffset(Replica replica, long term, long nextOffset, Duration atMost)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        WakeUp wakeUp = new WakeUp();
        HighWatermark highWatermark = replica.highWatermark();
        highWatermark.add(wakeUp);
        try {
            while (true) {
                wakeUp.reset();
                boolean committed = highWatermark.offset() >= nextOffset;
                if (!replica.leadsIn(
                        term)) { // looked at after the offset: a role is reported before the commits made in it
                    return false;
                }
                if (committed) {
                    return true;
                }
                if (!wakeUp.await(deadline)) {
                    return false;
                }
            }
        } finally {
            highWatermark.remove(wakeUp);
        }
    }

    private ListOffsets.Result offsetAt(long timestamp) {
        long limit = highWatermark();
        Optional<EntryPosition> entry = replica.log().entryAtTime(timestamp);
        while (entry.isPresent() && entry.get().nextOffset() <= limit) {
            Optional<ListOffsets.Result> found = firstAt(entry.get(), timestamp);
            if (found.isPresent()) {
                return found.get();
            }
            entry = replica.log().entryAtIndex(entry.get().index() + 1);
        }
        return new ListOffsets.Result(limit, -1);
    }

    private Optional<ListOffsets.Result> firstAt(EntryPosition entry, long timestamp) {
        if (entry.maxTimestamp() < timestamp) {
            return Optional.empty();
        }
        try (LogSlice slice = replica.log().readEntries(entry.index(), entry.index(), entry.sizeInBytes())) {
            RecordBatch batch = RecordBatches.in(slice.toBuffer()).iterator().next();
            if (batch.isControl()) {
                return Optional.empty();
            }
            return firstIn(batch, timestamp);
        }
    }

    private static Optional<ListOffsets.Result> firstIn(RecordBatch batch, long timestamp) {
        try {
            return batch.records().stream()
                    .filter(r -> r.timestamp() >= timestamp)
                    .findFirst()
                    .map((Record r) -> new ListOffsets.Result(r.offset(), r.timestamp()));
        } catch (InvalidBatchException compressed) {
            // a codec that brokers do not have: the batch's beginning is the closest known place before the record
            return Optional.of(new ListOffsets.Result(batch.baseOffset(), batch.baseTimestamp()));
        }
    }

    private static RequestException outOfRange(long offset, LogBounds bounds) {
        return new RequestException(
                ErrorCode.OFFSET_OUT_OF_RANGE,
                "offset " + offset + " is out of range: the partition has " + bounds.startOffset() + " to "
                        + bounds.endOffset());
    }
}
