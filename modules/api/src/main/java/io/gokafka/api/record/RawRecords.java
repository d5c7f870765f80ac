package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of a batch one by one, decompressed but not decoded: for whoever looks at keys and offsets, or copies records. May be
 * walked over several times. For one thread.
 */
public final class RawRecords implements Iterable<RawRecord> {
    /** What a compressed batch may unfold to by default, in bytes. A broker wants a lower bound: it has many clients. */
    public static final int MAX_BYTES = 256 << 20;

    /** Bytes of the smallest record: its length, attributes, two deltas, no key, no value, no headers. */
    private static final int SMALLEST = 7;

    private final RecordBatch batch;
    private final ByteBuffer records;

    private RawRecords(RecordBatch batch, ByteBuffer records) {
        this.batch = batch;
        this.records = records;
    }

    /** As {@link #of(RecordBatch, int)}, of at most {@link #MAX_BYTES}. */
    public static RawRecords of(RecordBatch batch) {
        return of(batch, MAX_BYTES);
    }

    /**
     * The records of a batch, which is decompressed at once. A batch that is not compressed is not copied: it must not be changed
     * meanwhile.
     *
     * @param maxBytes the most that a compressed batch may unfold to
     * @throws InvalidBatchException when it cannot be decompressed, unfolds to more, or has no room for its records
     */
    public static RawRecords of(RecordBatch batch, int maxBytes) {
        ByteBuffer records = RecordCodecs.decompress(batch.compression(), batch.payload(), maxBytes);
        int count = batch.recordCount();
        if (count < 0 || count > records.remaining() / SMALLEST) {
            throw new InvalidBatchException(count + " records cannot be in " + records.remaining() + " bytes");
        }
        if (count == 0 && records.hasRemaining()) {
            throw new InvalidBatchException(records.remaining() + " bytes are in a batch without records");
        }
        return new RawRecords(batch, records);
    }

    /** How many there are. */
    public int count() {
        return batch.recordCount();
    }

    /** Bytes of all of them together, not compressed. */
    public int sizeInBytes() {
        return records.remaining();
    }

    /**
     * Each record in turn. Throws {@link InvalidBatchException} at one that is malformed, whose offset is not one of the batch's or
     * not above the one before, and at the last when bytes follow it.
     */
    @Override
    public Iterator<RawRecord> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<RawRecord> {
        private final ByteBuffer rest = records.duplicate();
        private int left = batch.recordCount();
        private long before = batch.baseOffset() - 1;

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public RawRecord next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            left--;
            RawRecord record = read();
            // One of the replication's own takes no offset, yet its record has one.
            if (record.offset() <= before || (batch.takesOffsets() && record.offset() > batch.lastOffset())) {
                throw new InvalidBatchException("a record has offset " + record.offset() + " after " + before
                        + ", in a batch of offsets " + batch.baseOffset() + " to " + batch.lastOffset());
            }
            before = record.offset();
            if (left == 0 && rest.hasRemaining()) {
                throw new InvalidBatchException(rest.remaining() + " bytes follow the last record");
            }
            return record;
        }

        private RawRecord read() {
            int start = rest.position();
            int length = Varint.readInt(rest);
            if (length < 0 || length > rest.remaining()) {
                throw new InvalidBatchException(
                        "a record says that it has " + length + " bytes of " + rest.remaining());
            }
            int body = rest.position() - start;
            rest.position(rest.position() + length);
            return new RawRecord(batch, rest.slice(start, body + length), body);
        }
    }
}
