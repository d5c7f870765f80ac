package io.gokafka.broker.compaction;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The records in a batch, however it is compressed.
 *
 * <p>Threading: for one thread.
 */
interface BatchContents {
    /** Is shown a record. */
    interface Visitor {
        /**
         * One record.
         *
         * @param key valid during the call only
         * @param tombstone whether it has no value
         * @return false to see no more; when batches are filtered, false when it goes
         */
        boolean see(long offset, @Nullable ByteBuffer key, boolean tombstone);
    }

    /**
     * Shows the records in their order, until the visitor has seen enough; returns whether it has seen all.
     *
     * @throws InvalidBatchException when they cannot be read
     */
    boolean visit(RecordBatch batch, Visitor visitor);

    /**
     * The batch with the records that stay, as they are; the same object when all do. Everything else is as it was: offsets, sequence
     * numbers, timestamps and codec.
     *
     * @throws InvalidBatchException when they cannot be read
     */
    RecordBatch filter(RecordBatch batch, Visitor stays);
}
