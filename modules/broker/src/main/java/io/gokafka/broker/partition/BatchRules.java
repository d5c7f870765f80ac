package io.gokafka.broker.partition;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.Varint;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.compaction.KeyedRecords;
import io.gokafka.broker.topic.TopicConfig;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * What a batch from a client must be like, with the errors that Apache Kafka gives. Records are counted where they are not
 * compressed, and looked into only where they need keys.
 */
final class BatchRules {
    /** A producer that does not know the time. */
    private static final long NO_TIMESTAMP = -1;

    private BatchRules() {}

    /**
     * Checks a batch.
     *
     * @param now the time, milliseconds since 1970
     * @throws RequestException with what is wrong
     */
    static void check(RecordBatch batch, TopicConfig config, long now) {
        checkBytes(batch, config);
        checkKind(batch);
        checkCounts(batch);
        checkProducer(batch);
        checkTimestamps(batch, config.timestamps(), now);
        if (config.cleanup().compacts()) {
            checkKeys(batch);
        }
    }

    private static void checkBytes(RecordBatch batch, TopicConfig config) {
        if (batch.sizeInBytes() > config.maxBatchBytes()) {
            throw new RequestException(
                    ErrorCode.RECORD_TOO_LARGE,
                    "batch has " + batch.sizeInBytes() + " bytes: at most " + config.maxBatchBytes()
                            + " are allowed here (max-record-bytes, or the topic's max.message.bytes)");
        }
        if (!batch.crcMatches()) {
            throw new RequestException(
                    ErrorCode.CORRUPT_BATCH, "batch checksum is wrong: the bytes were damaged on their way");
        }
    }

    private static void checkKind(RecordBatch batch) {
        if (batch.isControl()) {
            throw invalid("control batches cannot be produced by a client");
        }
        if (batch.isTransactional()) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, "batch belongs to a transaction: there are none here yet");
        }
    }

    private static void checkCounts(RecordBatch batch) {
        int count = batch.recordCount();
        if (count <= 0) {
            throw invalid("batch has " + count + " records");
        }
        if (batch.lastOffsetDelta() != count - 1) {
            throw invalid("batch has " + count + " records, but takes " + (batch.lastOffsetDelta() + 1L) + " offsets");
        }
        try {
            if (batch.compression() == Compression.NONE) {
                walk(batch.buffer().position(RecordBatch.HEADER_SIZE), count);
            }
        } catch (InvalidBatchException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** From length to length: what the records are is their reader's business. */
    private static void walk(ByteBuffer records, int count) {
        for (int i = 0; i < count; i++) {
            int length = Varint.readInt(records);
            if (length <= 0 || length > records.remaining()) {
                throw new InvalidBatchException("record " + i + " of " + count + " says that it has " + length
                        + " bytes of " + records.remaining());
            }
            records.position(records.position() + length);
        }
        if (records.hasRemaining()) {
            throw new InvalidBatchException(records.remaining() + " bytes follow the last of " + count + " records");
        }
    }

    /** Compaction goes by keys; this reads compressed records too. */
    private static void checkKeys(RecordBatch batch) {
        OptionalInt without;
        try {
            without = KeyedRecords.firstWithoutKey(batch);
        } catch (InvalidBatchException e) {
            throw invalid("records of a compacted topic must be readable: " + e.getMessage());
        }
        if (without.isPresent()) {
            throw invalid("Compacted topic cannot accept message without key: record " + without.getAsInt()
                    + " of the batch has none. Give each record a key, or take compact out of the topic's"
                    + " cleanup.policy");
        }
    }

    private static void checkProducer(RecordBatch batch) {
        boolean idempotent = batch.producerId() != RecordBatch.NO_PRODUCER_ID;
        if (idempotent && (batch.producerId() < 0 || batch.producerEpoch() < 0 || batch.baseSequence() < 0)) {
            throw invalid("producer id, epoch and sequence are all 0 or more, or all absent: they are "
                    + batch.producerId() + ", " + batch.producerEpoch() + " and " + batch.baseSequence());
        }
    }

    private static void checkTimestamps(RecordBatch batch, TopicConfig.Timestamps allowed, long now) {
        if (batch.isLogAppendTime()) {
            throw new RequestException(
                    ErrorCode.INVALID_TIMESTAMP, "the time of an append is for the broker to set, not for a producer");
        }
        if (!allowed.logAppendTime()) {
            checkTimestamp(batch.baseTimestamp(), allowed, now);
            checkTimestamp(batch.maxTimestamp(), allowed, now);
        }
    }

    private static void checkTimestamp(long timestamp, TopicConfig.Timestamps allowed, long now) {
        if (timestamp == NO_TIMESTAMP) {
            return;
        }
        long behind = saturatedDifference(now, timestamp);
        long ahead = saturatedDifference(timestamp, now);
        if (behind > allowed.maxBehindMillis() || ahead > allowed.maxAheadMillis()) {
            throw new RequestException(
                    ErrorCode.INVALID_TIMESTAMP,
                    "timestamp " + timestamp + " is too far from the present, " + now + ": at most "
                            + allowed.maxBehindMillis() + " ms behind and " + allowed.maxAheadMillis()
                            + " ms ahead (message.timestamp.before.max.ms and message.timestamp.after.max.ms)");
        }
    }

    private static long saturatedDifference(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
    }

    private static RequestException invalid(String message) {
        return new RequestException(ErrorCode.INVALID_RECORD, message);
    }
}
