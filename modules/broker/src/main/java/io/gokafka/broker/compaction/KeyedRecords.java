package io.gokafka.broker.compaction;

import io.gokafka.api.record.FilteredBatch;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RawRecord;
import io.gokafka.api.record.RawRecords;
import io.gokafka.api.record.RecordBatch;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Reads batches of compacted topics, whose records have keys. */
public final class KeyedRecords {
    /** What a compressed batch of a compacted topic may unfold to, in bytes: twice the largest batch that there can be. */
    public static final int MAX_UNFOLDED = 64 << 20;

    private KeyedRecords() {}

    /**
     * Which record of a batch, counted from 0, is the first without a key.
     *
     * @throws InvalidBatchException when they cannot be read
     */
    public static OptionalInt firstWithoutKey(RecordBatch batch) {
        int at = 0;
        for (RawRecord record : RawRecords.of(batch, MAX_UNFOLDED)) {
            if (record.key() == null) {
                return OptionalInt.of(at);
            }
            at++;
        }
        return OptionalInt.empty();
    }

    /**
     * The records of a batch, all of which can be read.
     *
     * @throws InvalidBatchException when one cannot
     */
    static Iterable<RawRecord> of(RecordBatch batch) {
        RawRecords records = RawRecords.of(batch, MAX_UNFOLDED);
        for (RawRecord record : records) {
            var _ = record.offset(); // the walk is the check
        }
        return records;
    }

    /**
     * A batch with some of the records of another.
     *
     * @throws InvalidBatchException when they cannot be read
     */
    static RecordBatch filtered(RecordBatch batch, Predicate<RawRecord> stays) {
        return FilteredBatch.of(batch, stays, MAX_UNFOLDED);
    }
}
