package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * Makes a batch of some of another's records, as log compaction leaves them. Offsets, producer, term and all attributes are those of
 * the original, and the bytes of each record as well; so clients find every record where it was.
 */
public final class FilteredBatch {
    private FilteredBatch() {}

    /** As {@link #of(RecordBatch, Predicate, int)}, of a batch that unfolds to at most {@link RawRecords#MAX_BYTES}. */
    public static RecordBatch of(RecordBatch batch, Predicate<RawRecord> keep) {
        return of(batch, keep, RawRecords.MAX_BYTES);
    }

    /**
     * A batch with the records that are to be kept, compressed as the original. The highest timestamp is that of these records, unless
     * it is the time of the append. Without any, the batch is not compressed, and the highest timestamp is that of its first record: it
     * keeps the sequence of its producer. The same batch with the same records gives the same bytes, as long as the codec does, also
     * when it was filtered before.
     *
     * @param batch a valid one; it is not changed
     * @param keep asked once for each record, in their order
     * @param maxBytes the most that a compressed batch may unfold to
     * @return the original, when all its records are kept; else a new batch
     * @throws InvalidBatchException when the records are malformed or cannot be decompressed
     */
    public static RecordBatch of(RecordBatch batch, Predicate<RawRecord> keep, int maxBytes) {
        RawRecords records = RawRecords.of(batch, maxBytes);
        ByteBuffer kept = ByteBuffer.allocate(records.sizeInBytes());
        int count = 0;
        long maxTimestamp = Long.MIN_VALUE;
        for (RawRecord record : records) {
            if (keep.test(record)) {
                kept.put(record.bytes());
                maxTimestamp = Math.max(maxTimestamp, record.timestamp());
                count++;
            }
        }
        if (count == records.count()) {
            return batch;
        }
        return count == 0 ? empty(batch) : some(batch, kept.flip(), count, maxTimestamp);
    }

    private static RecordBatch some(RecordBatch batch, ByteBuffer records, int count, long maxTimestamp) {
        ByteBuffer out = withHeaderOf(batch, RecordCodecs.compress(batch.compression(), records));
        out.putLong(BatchLayout.MAX_TIMESTAMP, maxTimestamp);
        out.putInt(BatchLayout.RECORD_COUNT, count);
        return sealed(out);
    }

    private static RecordBatch empty(RecordBatch batch) {
        ByteBuffer out = withHeaderOf(batch, ByteBuffer.allocate(0));
        int attributes = out.getShort(BatchLayout.ATTRIBUTES) & ~BatchLayout.COMPRESSION_MASK;
        out.putShort(BatchLayout.ATTRIBUTES, (short) attributes);
        out.putInt(BatchLayout.RECORD_COUNT, 0);
        if (!batch.isLogAppendTime()) {
            out.putLong(BatchLayout.MAX_TIMESTAMP, batch.baseTimestamp()); // the highest may have been filtered before
        }
        if (batch.producerId() == RecordBatch.NO_PRODUCER_ID) {
            out.putInt(BatchLayout.BASE_SEQUENCE, RecordBatch.NO_SEQUENCE); // any other would make a hole of it
        }
        return sealed(out);
    }

    private static ByteBuffer withHeaderOf(RecordBatch batch, ByteBuffer payload) {
        ByteBuffer out = ByteBuffer.allocate(RecordBatch.HEADER_SIZE + payload.remaining());
        out.put(batch.buffer().limit(RecordBatch.HEADER_SIZE)).put(payload).flip();
        out.putInt(BatchLayout.LENGTH, out.limit() - BatchLayout.LENGTH_OVERHEAD);
        return out;
    }

    private static RecordBatch sealed(ByteBuffer out) {
        RecordBatch batch = RecordBatch.at(out);
        batch.seal();
        return batch;
    }
}
