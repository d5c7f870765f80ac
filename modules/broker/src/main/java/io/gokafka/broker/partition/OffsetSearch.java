package io.gokafka.broker.partition;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RawRecord;
import io.gokafka.api.record.RawRecords;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.TermStart;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Finds offsets by time and by term, among what is committed.
 *
 * <p>A batch that cannot be looked into, as it is damaged inside, unfolds to too much, or its codec is not there: a search by time that
 * ends within it finds the batch's first record unless the header says more, and tells that this is not exact.
 *
 * <p>Threading: safe for use by several threads.
 */
final class OffsetSearch {
    private static final long NONE = -1;

    /** The most bytes that a batch may unfold to; four times the largest request of the default configuration. */
    private static final int MAX_UNFOLDED = 64 << 20;

    /** One batch is unfolded at a time: memory is the process's, and clients choose what they compress. */
    private static final ReentrantLock UNFOLDING = new ReentrantLock();

    private final Replica replica;
    private final LongSupplier logStart;

    OffsetSearch(Replica replica, LongSupplier logStart) {
        this.replica = replica;
        this.logStart = logStart;
    }

    ListOffsets.Result find(ListOffsets.Query query) {
        return switch (query) {
            case ListOffsets.Query.Earliest() -> withTermAt(logStart.getAsLong(), NONE);
            case ListOffsets.Query.Latest() -> latest();
            case ListOffsets.Query.AtTime(long timestamp) -> atTime(timestamp);
            case ListOffsets.Query.MaxTimestamp() -> maxTimestamp();
        };
    }

    /** As Kafka's: a term without records ends where the next begins; nothing is known of a term to come. */
    EndOfTerm.Result endOfTerm(long term) {
        long limit = limit();
        TermStart floor = null;
        for (TermStart start : replica.log().terms()) {
            if (start.term() > term) {
                long end = Math.max(logStart.getAsLong(), Math.min(limit, start.offset()));
                return term < 0 ? none() : new EndOfTerm.Result(floor == null ? term : floor.term(), end);
            }
            floor = start;
        }
        return floor != null && floor.term() == term ? new EndOfTerm.Result(term, limit) : none();
    }

    private static EndOfTerm.Result none() {
        return new EndOfTerm.Result(NONE, NONE);
    }

    private long limit() {
        return replica.highWatermark().offset();
    }

    private ListOffsets.Result latest() {
        return new ListOffsets.Result(limit(), NONE, replica.role().term());
    }

    /** An offset that may have no record yet. */
    private ListOffsets.Result withTermAt(long offset, long timestamp) {
        long term = replica.log()
                .entryAtOffset(offset)
                .map(EntryPosition::term)
                .orElse(replica.role().term());
        return new ListOffsets.Result(offset, timestamp, term);
    }

    private ListOffsets.Result atTime(long timestamp) {
        long limit = limit();
        PartitionLog log = replica.log();
        Optional<EntryPosition> entry = log.entryAtTime(timestamp);
        while (entry.isPresent() && entry.get().nextOffset() <= limit) {
            Optional<ListOffsets.Result> found = inEntry(entry.get(), timestamp);
            if (found.isPresent()) {
                return found.get();
            }
            entry = log.entryAtIndex(entry.get().nextIndex());
        }
        return new ListOffsets.Result(limit, NONE);
    }

    /**
     * The higher a time, the later the first entry that reaches it: so the highest time that a committed entry reaches is found by
     * halving, with no more look-ups than a time has bits.
     */
    private ListOffsets.Result maxTimestamp() {
        long limit = limit();
        if (!isReached(0, limit)) {
            return new ListOffsets.Result(limit, NONE);
        }
        long reached = 0;
        long beyond = Long.MAX_VALUE;
        while (beyond - reached > 1) {
            long middle = reached + (beyond - reached) / 2;
            if (isReached(middle, limit)) {
                reached = middle;
            } else {
                beyond = middle;
            }
        }
        ListOffsets.Result found = atTime(reached);
        return found.timestamp() == NONE ? highestOf(limit) : found; // it may have been deleted a moment ago
    }

    private boolean isReached(long timestamp, long limit) {
        return replica.log()
                .entryAtTime(timestamp)
                .filter(e -> e.nextOffset() <= limit)
                .isPresent();
    }

    /** Among what is not deleted, entry by entry. */
    private ListOffsets.Result highestOf(long limit) {
        PartitionLog log = replica.log();
        long highest = NONE;
        Optional<EntryPosition> entry = log.entryAtOffset(logStart.getAsLong());
        EntryPosition best = null;
        while (entry.isPresent() && entry.get().nextOffset() <= limit) {
            EntryPosition here = entry.get();
            if (here.hasRecords() && here.baseOffset() >= logStart.getAsLong() && here.maxTimestamp() > highest) {
                best = here;
                highest = here.maxTimestamp();
            }
            entry = log.entryAtIndex(here.nextIndex());
        }
        return best == null
                ? new ListOffsets.Result(limit, NONE)
                : inEntry(best, highest).orElseGet(() -> new ListOffsets.Result(limit, NONE));
    }

    /** The first record of an entry that is not deleted and has a timestamp or a later one. */
    private Optional<ListOffsets.Result> inEntry(EntryPosition entry, long timestamp) {
        if (!entry.hasRecords() || entry.maxTimestamp() < timestamp || entry.nextOffset() <= logStart.getAsLong()) {
            return Optional.empty();
        }
        RecordBatch batch =
                RecordBatch.at(EntryVerifier.read(replica.log(), entry.index(), entry.index(), entry.sizeInBytes())
                        .bytes());
        return batch.isControl() ? Optional.empty() : inBatch(batch, timestamp);
    }

    private Optional<ListOffsets.Result> inBatch(RecordBatch batch, long timestamp) {
        long start = logStart.getAsLong();
        if (batch.isLogAppendTime()) {
            return Optional.of(result(Math.max(start, batch.baseOffset()), batch.maxTimestamp(), batch));
        }
        try {
            return firstOf(batch, timestamp, start);
        } catch (InvalidBatchException e) {
            return Optional.of(unread(batch, timestamp, start));
        }
    }

    private static Optional<ListOffsets.Result> firstOf(RecordBatch batch, long timestamp, long start) {
        if (batch.compression() == Compression.NONE) {
            return firstOf(RawRecords.of(batch), batch, timestamp, start);
        }
        UNFOLDING.lock();
        try {
            return firstOf(RawRecords.of(batch, MAX_UNFOLDED), batch, timestamp, start);
        } finally {
            UNFOLDING.unlock();
        }
    }

    private static Optional<ListOffsets.Result> firstOf(
            RawRecords records, RecordBatch batch, long timestamp, long start) {
        for (RawRecord record : records) {
            if (record.timestamp() >= timestamp && record.offset() >= start) {
                return Optional.of(result(record.offset(), record.timestamp(), batch));
            }
        }
        return Optional.empty();
    }

    /** Exact where the first record is meant; the last one where it is the highest time, which mostly is its. */
    private static ListOffsets.Result unread(RecordBatch batch, long timestamp, long start) {
        boolean first = timestamp <= batch.baseTimestamp() && start <= batch.baseOffset();
        boolean last = timestamp > batch.baseTimestamp() && timestamp == batch.maxTimestamp();
        return new ListOffsets.Result(
                last ? batch.lastOffset() : Math.max(start, batch.baseOffset()),
                last ? batch.maxTimestamp() : batch.baseTimestamp(),
                batch.leaderEpoch(),
                first);
    }

    private static ListOffsets.Result result(long offset, long timestamp, RecordBatch batch) {
        return new ListOffsets.Result(offset, timestamp, batch.leaderEpoch());
    }
}
