package io.gokafka.api.record;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One record as it stands in its batch, of which no more is decoded than compaction asks for. It shares the bytes of
 * {@link RawRecords}; they are read-only.
 */
public final class RawRecord {
    private static final int NULL = -1;

    private final long offset;
    private final long timestamp;
    private final ByteBuffer bytes;
    private final int keyAt;
    private final int keySize;
    private final int valueAt;
    private final int valueSize;

    /**
     * Reads one.
     *
     * @param bytes the whole record, with its length
     * @param bodyAt where what follows the length begins
     */
    RawRecord(RecordBatch batch, ByteBuffer bytes, int bodyAt) {
        this.bytes = bytes;
        ByteBuffer in = bytes.duplicate().position(bodyAt);
        if (!in.hasRemaining()) {
            throw new InvalidBatchException("a record is empty");
        }
        in.get(); // attributes: unused by the format
        long delta = Varint.readLong(in);
        timestamp = batch.isLogAppendTime() ? batch.maxTimestamp() : batch.baseTimestamp() + delta;
        offset = batch.baseOffset() + Varint.readInt(in);
        keySize = fieldSize(in);
        keyAt = skip(in, keySize);
        valueSize = fieldSize(in);
        valueAt = skip(in, valueSize);
    }

    /** Its place in the partition. */
    public long offset() {
        return offset;
    }

    /** Milliseconds since 1970: its own, or that of the batch's append when this is what the batch has. */
    public long timestamp() {
        return timestamp;
    }

    /** The key's bytes, or null. */
    public @Nullable ByteBuffer key() {
        return keySize == NULL ? null : bytes.slice(keyAt, keySize);
    }

    /** Whether it has no value: a tombstone in a compacted topic. */
    public boolean isTombstone() {
        return valueSize == NULL;
    }

    /** The whole record, with the length that it begins with. */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /**
     * The record whole, with copies of its bytes.
     *
     * @throws InvalidBatchException when its headers, which nobody has looked at yet, are malformed
     */
    public Record decode() {
        ByteBuffer headers = bytes.duplicate().position(valueAt + Math.max(0, valueSize));
        return new Record(
                offset, timestamp, copy(keyAt, keySize), copy(valueAt, valueSize), HeaderDecoder.decode(headers));
    }

    private byte @Nullable [] copy(int at, int size) {
        if (size == NULL) {
            return null;
        }
        byte[] copy = new byte[size];
        bytes.get(at, copy);
        return copy;
    }

    /** The size of a field, which is there; -1 when it is null. */
    static int fieldSize(ByteBuffer in) {
        int size = Varint.readInt(in);
        if (size < NULL || size > in.remaining()) {
            throw new InvalidBatchException("a field says that it has " + size + " bytes of " + in.remaining());
        }
        return size;
    }

    /** Passes over a field; returns where it was. */
    private static int skip(ByteBuffer in, int size) {
        int at = in.position();
        in.position(at + Math.max(0, size));
        return at;
    }
}
