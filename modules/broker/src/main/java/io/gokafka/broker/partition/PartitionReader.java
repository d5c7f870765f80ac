package io.gokafka.broker.partition;

import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.PlacedSlice;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads one partition, never beyond the high watermark nor before its start.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class PartitionReader {
    /** No batch has so few offsets for its bytes that this does not count enough. */
    private static final int BYTES_PER_OFFSET_BITS = 25;

    /** No entry without offsets is larger. */
    private static final long LARGEST_OWN_ENTRY = 64 << 10;

    private final Replica replica;
    private final LongSupplier logStart;
    private final LongSupplier committedBytes;
    private final OffsetSearch search;
    private final CheckedOffsets checked;

    /** Reads a replica that starts where its log does. */
    public PartitionReader(Replica replica) {
        this(
                replica,
                () -> replica.log().bounds().startOffset(),
                () -> replica.highWatermark().offset() << BYTES_PER_OFFSET_BITS,
                InstantSource.system());
    }

    PartitionReader(Replica replica, LongSupplier logStart, LongSupplier committedBytes, InstantSource clock) {
        this.replica = replica;
        this.logStart = logStart;
        this.committedBytes = committedBytes;
        this.search = new OffsetSearch(replica, logStart);
        this.checked = new CheckedOffsets(clock, replica.log().bounds().endOffset());
    }

    /** The offset after the last committed entry. */
    public long highWatermark() {
        return replica.highWatermark().offset();
    }

    /** The first offset that there is for clients. */
    public long logStartOffset() {
        return logStart.getAsLong();
    }

    /** A count that grows with what is committed, by its bytes or more; cheap. */
    long committedBytes() {
        return committedBytes.getAsLong();
    }

    /**
     * Reads committed batches, none of which is damaged: those that were neither appended nor checked lately are checked now.
     *
     * @throws RequestException {@code OFFSET_OUT_OF_RANGE} when the offset is below the start, or beyond the end of a leader that has
     *     proven that it leads; {@code NO_LEADER} when they are damaged: this replica has stopped then, and another one will lead; and
     *     when a leader cannot prove it
     */
    public LogSlice read(long offset, int maxBytes) {
        checkRange(offset);
        long limit = highWatermark();
        LogBounds bounds = replica.log().bounds();
        if (offset >= limit) {
            return LogSlice.EMPTY; // a replica may know a lower high watermark than another that the client read from
        }
        CheckedOffsets.Part part = checked.at(offset, bounds.endOffset());
        return undamaged(() -> {
            try {
                LogSlice slice = part.good()
                        ? replica.log().read(offset, Math.min(limit, part.end()), maxBytes)
                        : checked(offset, Math.min(limit, part.end()), maxBytes);
                // Empty when the log was rewritten since, and a batch stands across the part's end.
                return watched(slice.size() == 0 ? checked(offset, limit, maxBytes) : slice);
            } catch (OffsetOutOfRangeException e) {
                throw outOfRange(offset);
            }
        });
    }

    /** Of a leader that is none any more, a client would take an end that is long passed for the true one, and begin anew. */
    private void checkRange(long offset) {
        if (offset < logStartOffset()) {
            throw outOfRange(offset);
        }
        if (isBeyondEnd(offset) && replica.isLeader()) {
            LeadershipProof.await(replica);
            if (isBeyondEnd(offset)) {
                throw outOfRange(offset);
            }
        }
    }

    private boolean isBeyondEnd(long offset) {
        return offset > replica.log().bounds().endOffset();
    }

    private LogSlice checked(long offset, long limit, int maxBytes) {
        PartitionLog log = replica.log();
        Optional<PlacedSlice> read =
                PlacedSlice.of(() -> log.entryAtOffset(offset), () -> log.read(offset, limit, maxBytes));
        if (read.isEmpty()) {
            return LogSlice.EMPTY;
        }
        LogSlice slice = read.get().slice();
        try {
            EntryVerifier verifier = new EntryVerifier(log, read.get().first());
            verifier.verify(slice);
            checked.add(read.get().first().baseOffset(), verifier.nextOffset());
            return slice;
        } catch (RuntimeException e) {
            slice.close();
            throw e;
        }
    }

    /** The bytes of a slice that was not checked are read as they are sent. */
    private LogSlice watched(LogSlice slice) {
        return slice.size() == 0 ? slice : new WatchedSlice(slice, this::stop);
    }

    /** A replica whose log is found to be damaged stops, so that it can be repaired and clients look for another. */
    private <T> T undamaged(Supplier<T> read) {
        try {
            return read.get();
        } catch (CorruptLogException e) {
            throw stop(e);
        }
    }

    private RequestException stop(CorruptLogException damage) {
        replica.fail(damage);
        return new RequestException(
                ErrorCode.NO_LEADER, "this replica's log is damaged, and another one has to lead; try again");
    }

    /**
     * Whether there is more than a read from an offset gave, and waiting would not make that more: a read ends before an entry without
     * offsets, as there is one where a term begins, where voters change and where records were deleted.
     *
     * @param end the high watermark before that read
     * @param read how many bytes that was, of the most that it could be
     */
    public boolean hasMoreThan(long offset, long end, int read, int maxBytes) {
        return undamaged(() -> isMoreThan(offset, end, read, maxBytes));
    }

    private boolean isMoreThan(long offset, long end, int read, int maxBytes) {
        if (offset >= end) {
            return false; // all that was read was committed later
        }
        PartitionLog log = replica.log();
        try {
            Optional<EntryPosition> first = log.entryAtOffset(offset);
            Optional<EntryPosition> last = log.entryAtOffset(end - 1);
            if (first.isEmpty() || last.isEmpty()) {
                return true; // deleted meanwhile: the next read says so
            }
            int enough = (int) Math.min(maxBytes, read + LARGEST_OWN_ENTRY);
            try (LogSlice all = log.readEntries(first.get().index(), last.get().index(), enough)) {
                return all.size() > read;
            }
        } catch (OffsetOutOfRangeException e) {
            return true;
        }
    }

    /**
     * Finds an offset; on the leader, among all that was committed before the call, which this replica proves first.
     *
     * @throws RequestException {@code NO_LEADER} when a leader cannot prove that it leads
     */
    public ListOffsets.Result offset(ListOffsets.Query query) {
        if (!(query instanceof ListOffsets.Query.Earliest)) { // where a log starts, every replica learns in time
            LeadershipProof.await(replica);
        }
        return undamaged(() -> search.find(query));
    }

    /** Finds where the records of a term end; proven as {@link #offset}, so that no client takes what it has read for cut off. */
    public EndOfTerm.Result endOfTerm(long term) {
        LeadershipProof.await(replica);
        return undamaged(() -> search.endOfTerm(term));
    }

    private RequestException outOfRange(long offset) {
        return new RequestException(
                ErrorCode.OFFSET_OUT_OF_RANGE,
                "offset " + offset + " is out of range: the partition has " + logStartOffset() + " to "
                        + replica.log().bounds().endOffset());
    }
}
