package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes one uncompressed record batch. Offsets are counted from 0; the log assigns the base offset later.
 *
 * <p>For one thread.
 */
public final class RecordBatchBuilder {
    private ByteBuffer out;
    private int count;
    private long baseTimestamp;
    private long maxTimestamp = -1;
    private long producerId = RecordBatch.NO_PRODUCER_ID;
    private short producerEpoch = RecordBatch.NO_PRODUCER_EPOCH;
    private int baseSequence = RecordBatch.NO_SEQUENCE;
    private int flags;
    private boolean takesOffsets = true;

    /** A builder with room for some bytes, which grows when that is not enough. */
    public RecordBatchBuilder(int initialCapacity) {
        out = ByteBuffer.allocate(Math.max(initialCapacity, RecordBatch.HEADER_SIZE + 64));
        out.position(RecordBatch.HEADER_SIZE);
    }

    /** A batch of one record. */
    public static RecordBatch single(
            long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        RecordBatchBuilder builder = new RecordBatchBuilder(RecordBatch.HEADER_SIZE + sizeOf(key, value, headers));
        builder.append(timestamp, key, value, headers);
        return builder.build();
    }

    /** Marks the batch as an idempotent producer's; the sequence is that of the first record. */
    public RecordBatchBuilder producer(long id, short epoch, int sequence) {
        producerId = id;
        producerEpoch = epoch;
        baseSequence = sequence;
        return this;
    }

    /** Marks the batch as the cluster's own. */
    RecordBatchBuilder control(boolean takesOffset) {
        flags |= BatchLayout.CONTROL_FLAG;
        takesOffsets = takesOffset;
        return this;
    }

    /** Adds a record. */
    public RecordBatchBuilder append(
            long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        if (count == 0) {
            baseTimestamp = timestamp;
        }
        maxTimestamp = Math.max(maxTimestamp, timestamp);
        int body = bodySize(timestamp - baseTimestamp, count, key, value, headers);
        ensure(body + 5);
        Varint.writeLong(out, body);
        out.put((byte) 0);
        Varint.writeLong(out, timestamp - baseTimestamp);
        Varint.writeLong(out, count);
        put(key);
        put(value);
        Varint.writeLong(out, headers.size());
        for (Header header : headers) {
            put(header.key().getBytes(StandardCharsets.UTF_8));
            put(header.value());
        }
        count++;
        return this;
    }

    /** Number of records so far. */
    public int count() {
        return count;
    }

    /** Bytes of the batch so far, header included. */
    public int sizeInBytes() {
        return out.position();
    }

    /** An upper bound of the bytes that a record adds to a batch. */
    public static int sizeOf(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        int size = 5 + 1 + 10 + 5 + 15 + length(key) + length(value);
        for (Header header : headers) {
            size += 10 + 3 * header.key().length() + length(header.value());
        }
        return size;
    }

    /** Closes the batch: the header is written, the checksum computed. The builder must not be used any more. */
    public RecordBatch build() {
        int size = out.position();
        out.putLong(BatchLayout.BASE_OFFSET, 0);
        out.putInt(BatchLayout.LENGTH, size - BatchLayout.LENGTH_OVERHEAD);
        out.putInt(BatchLayout.LEADER_EPOCH, 0);
        out.put(BatchLayout.MAGIC, BatchLayout.MAGIC_V2);
        out.putShort(BatchLayout.ATTRIBUTES, (short) flags);
        out.putInt(BatchLayout.LAST_OFFSET_DELTA, takesOffsets ? Math.max(0, count - 1) : -1);
        out.putLong(BatchLayout.BASE_TIMESTAMP, baseTimestamp);
        out.putLong(BatchLayout.MAX_TIMESTAMP, maxTimestamp);
        out.putLong(BatchLayout.PRODUCER_ID, producerId);
        out.putShort(BatchLayout.PRODUCER_EPOCH, producerEpoch);
        out.putInt(BatchLayout.BASE_SEQUENCE, baseSequence);
        out.putInt(BatchLayout.RECORD_COUNT, count);
        CRC32C crc = new CRC32C();
        crc.update(out.array(), BatchLayout.ATTRIBUTES, size - BatchLayout.ATTRIBUTES);
        out.putInt(BatchLayout.CRC, (int) crc.getValue());
        return RecordBatch.at(out.flip());
    }

    private static int bodySize(
            long timestampDelta,
            int offsetDelta,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        int size = 1
                + Varint.sizeOf(timestampDelta)
                + Varint.sizeOf(offsetDelta)
                + sizeOfField(key)
                + sizeOfField(value)
                + Varint.sizeOf(headers.size());
        for (Header header : headers) {
            size += sizeOfField(header.key().getBytes(StandardCharsets.UTF_8)) + sizeOfField(header.value());
        }
        return size;
    }

    private static int sizeOfField(byte @Nullable [] bytes) {
        return bytes == null ? Varint.sizeOf(-1) : Varint.sizeOf(bytes.length) + bytes.length;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private void put(byte @Nullable [] bytes) {
        if (bytes == null) {
            Varint.writeLong(out, -1);
        } else {
            Varint.writeLong(out, bytes.length);
            out.put(bytes);
        }
    }

    private void ensure(int more) {
        if (out.remaining() < more) {
            int capacity = Math.max(Math.addExact(out.position(), more), Math.min(out.capacity(), 1 << 29) * 2);
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), capacity)).position(out.position());
        }
    }
}
