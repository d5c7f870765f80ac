package io.gokafka.transport.kafka.log;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one batch that a partition's records must be, with the errors that Kafka gives for what is not. The checksum is the
 * broker's to check, except where another error would hide that it is wrong.
 */
final class ProducedBatch {
    /** Base offset and length, in every format. */
    private static final int OVERHEAD = 12;

    /** Up to and with the magic byte. */
    private static final int PREFIX = 17;

    /** The shortest record of the oldest format, without {@link #OVERHEAD}. */
    private static final int SHORTEST = 14;

    private static final int MAGIC = 16;
    private static final int ATTRIBUTES = 21;
    private static final int COMPRESSION_MASK = 7;
    private static final int ZSTD = 4;
    private static final int ZSTD_SINCE = 7;

    private ProducedBatch() {}

    /**
     * The batch; it shares the bytes of the request.
     *
     * @param version of the Produce API
     */
    static RecordBatch of(@Nullable BaseRecords records, short version) {
        ByteBuffer bytes = records instanceof MemoryRecords memory ? memory.buffer() : ByteBuffer.allocate(0);
        int size = sizeOfNext(bytes);
        if (size == 0) {
            throw notOne(version);
        }
        if (bytes.get(bytes.position() + MAGIC) != 2) {
            throw invalid("Produce requests of version " + version + " have batches of magic 2 only");
        }
        checkCompression(bytes, version);
        // A cut-off batch behind the first is trimmed, as Kafka does.
        if (sizeOfNext(bytes.duplicate().position(bytes.position() + size)) > 0) {
            throw notOne(version);
        }
        RecordBatch batch = view(bytes.slice(bytes.position(), size));
        checkHeader(batch);
        return batch;
    }

    /** Bytes of the batch at the position; 0 when there is none, or not all of it. */
    private static int sizeOfNext(ByteBuffer bytes) {
        if (bytes.remaining() < OVERHEAD) {
            return 0;
        }
        int length = bytes.getInt(bytes.position() + Long.BYTES);
        if (length < SHORTEST) {
            throw new RefusedBatchException(Errors.CORRUPT_MESSAGE, "a batch says that it has " + length + " bytes");
        }
        if (bytes.remaining() < PREFIX) {
            return 0;
        }
        byte magic = bytes.get(bytes.position() + MAGIC);
        if (magic < 0 || magic > 2) {
            throw new RefusedBatchException(Errors.CORRUPT_MESSAGE, "there is no magic " + magic);
        }
        return bytes.remaining() - OVERHEAD < length ? 0 : OVERHEAD + length;
    }

    private static void checkCompression(ByteBuffer bytes, short version) {
        boolean hasAttributes = bytes.remaining() >= ATTRIBUTES + Short.BYTES;
        if (hasAttributes
                && version < ZSTD_SINCE
                && (bytes.getShort(bytes.position() + ATTRIBUTES) & COMPRESSION_MASK) == ZSTD) {
            throw new RefusedBatchException(
                    Errors.UNSUPPORTED_COMPRESSION_TYPE,
                    "Produce requests of version " + version + " have no zstd: it came with version " + ZSTD_SINCE);
        }
    }

    private static RecordBatch view(ByteBuffer bytes) {
        try {
            return RecordBatch.at(bytes);
        } catch (InvalidBatchException e) {
            throw new RefusedBatchException(Errors.CORRUPT_MESSAGE, String.valueOf(e.getMessage()));
        }
    }

    private static void checkHeader(RecordBatch batch) {
        if (batch.baseOffset() != 0) {
            throw invalid("a producer's batch has base offset 0, not " + batch.baseOffset());
        }
        boolean countsAreWrong = batch.recordCount() <= 0 || batch.lastOffsetDelta() != batch.recordCount() - 1;
        if (!countsAreWrong && !batch.isControl() && !batch.isTransactional()) {
            return;
        }
        if (!batch.crcMatches()) {
            throw new RefusedBatchException(Errors.CORRUPT_MESSAGE, "the batch's checksum is wrong");
        }
        if (countsAreWrong) {
            throw invalid(
                    "a batch of " + batch.recordCount() + " records has last offset delta " + batch.lastOffsetDelta());
        }
        if (batch.isControl()) {
            throw invalid("clients do not write control records");
        }
        throw new RefusedBatchException(Errors.INVALID_TXN_STATE, "the batch is not part of an ongoing transaction");
    }

    private static RefusedBatchException notOne(short version) {
        return invalid("Produce requests of version " + version + " have exactly one batch a partition");
    }

    private static RefusedBatchException invalid(String message) {
        return new RefusedBatchException(Errors.INVALID_RECORD, message);
    }
}
