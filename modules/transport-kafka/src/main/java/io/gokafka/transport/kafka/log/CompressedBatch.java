package io.gokafka.transport.kafka.log;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.RecordBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import org.apache.kafka.common.utils.internals.ByteUtils;

/**
 * Finds records by time in a batch that was compressed by any codec of Kafka's. It streams: no record is kept, keys and values are
 * passed over, and a batch that unfolds to more than a bound is given up.
 *
 * <p>Threading: for one thread.
 */
final class CompressedBatch {
    private final RecordBatch batch;
    private final long start;
    private final int maxBytes;

    /**
     * Looks into a batch.
     *
     * @param start records with lower offsets are deleted
     * @param maxBytes the most bytes that it may unfold to
     */
    CompressedBatch(RecordBatch batch, long start, int maxBytes) {
        this.batch = batch;
        this.start = start;
        this.maxBytes = maxBytes;
    }

    /** A record that was found. */
    record Found(long offset, long timestamp) {}

    /**
     * The first record of a time or later.
     *
     * @throws IOException when the batch is damaged, or unfolds to too much; so do Kafka's own exceptions
     */
    Optional<Found> firstAt(long timestamp) throws IOException {
        try (InputStream opened = open();
                BoundedInput in = new BoundedInput(opened, maxBytes)) {
            for (int i = 0; i < batch.recordCount(); i++) {
                Found record = next(in);
                if (record.timestamp() >= timestamp && record.offset() >= start) {
                    return Optional.of(record);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The first of the records with the highest timestamp.
     *
     * @throws IOException as {@link #firstAt}
     */
    Optional<Found> highest() throws IOException {
        try (InputStream opened = open();
                BoundedInput in = new BoundedInput(opened, maxBytes)) {
            Optional<Found> highest = Optional.empty();
            for (int i = 0; i < batch.recordCount(); i++) {
                Found record = next(in);
                boolean higher =
                        highest.isEmpty() || record.timestamp() > highest.get().timestamp();
                if (higher && record.offset() >= start) {
                    highest = Optional.of(record);
                }
            }
            return highest;
        }
    }

    private InputStream open() throws IOException {
        ByteBuffer payload = payload();
        if (batch.compression() == Compression.SNAPPY) {
            SnappyBlocks.check(payload.duplicate(), maxBytes);
        }
        return org.apache.kafka.common.compress.Compression.of(
                        CompressionType.forId(batch.compression().code()))
                .build()
                .wrapForInput(
                        payload,
                        org.apache.kafka.common.record.internal.RecordBatch.MAGIC_VALUE_V2,
                        BufferSupplier.NO_CACHING);
    }

    /** A copy in an array: codecs take no read-only buffers. */
    private ByteBuffer payload() {
        ByteBuffer all = batch.buffer();
        byte[] bytes = new byte[batch.sizeInBytes() - RecordBatch.HEADER_SIZE];
        all.get(RecordBatch.HEADER_SIZE, bytes);
        return ByteBuffer.wrap(bytes);
    }

    private Found next(BoundedInput in) throws IOException {
        int length = ByteUtils.readVarint(in);
        long begin = in.count();
        if (in.read() < 0) { // the attributes, which are not used
            throw new IOException("the batch ends before its last record");
        }
        long timestamp = batch.baseTimestamp() + ByteUtils.readVarlong(in);
        long offset = batch.baseOffset() + ByteUtils.readVarint(in);
        long rest = length - (in.count() - begin);
        if (rest < 0) {
            throw new IOException("a record says that it has " + length + " bytes");
        }
        in.skipNBytes(rest);
        return new Found(offset, timestamp);
    }
}
