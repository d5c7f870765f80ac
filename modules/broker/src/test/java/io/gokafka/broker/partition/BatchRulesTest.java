package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static io.gokafka.broker.fake.TestBatches.at;
import static io.gokafka.broker.fake.TestBatches.by;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.broker.topic.TopicConfig;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class BatchRulesTest {
    private static final TopicConfig DEFAULTS =
            TopicConfig.defaults(LogConfig.DEFAULT, 1000, TopicConfig.Retention.DEFAULT);
    private static final int ATTRIBUTES = 21;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int RECORD_COUNT = 57;

    private static void check(RecordBatch batch) {
        BatchRules.check(batch, DEFAULTS, TIME);
    }

    private static ErrorCode refusal(RecordBatch batch) {
        return refusal(batch, DEFAULTS);
    }

    private static ErrorCode refusal(RecordBatch batch, TopicConfig config) {
        return assertThrows(RequestException.class, () -> BatchRules.check(batch, config, TIME))
                .code();
    }

    /** A batch with other bytes and the checksum that belongs to them. */
    private static RecordBatch changed(RecordBatch batch, Consumer<ByteBuffer> change) {
        ByteBuffer bytes = batch.buffer();
        change.accept(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(ATTRIBUTES, bytes.limit() - ATTRIBUTES));
        bytes.putInt(17, (int) crc.getValue());
        return RecordBatch.at(bytes);
    }

    private static RecordBatch withAttributes(int attributes) {
        return changed(plain("a"), bytes -> bytes.putShort(ATTRIBUTES, (short) attributes));
    }

    private static RecordBatch withCount(int count) {
        return changed(plain("a", "b", "c"), bytes -> {
            bytes.putInt(LAST_OFFSET_DELTA, count - 1);
            bytes.putInt(RECORD_COUNT, count);
        });
    }

    @Test
    void aWellFormedBatchIsTaken() {
        check(plain("a"));
        check(plain("a", "b", "c"));
        check(by(7, 0, "a"));
    }

    @Test
    void aWrongChecksumIsACorruptBatch() {
        RecordBatch batch = plain("abc");
        batch.buffer().put(batch.sizeInBytes() - 2, (byte) 'z');
        assertEquals(ErrorCode.CORRUPT_BATCH, refusal(batch));
    }

    @Test
    void aBatchWithoutRecordsOrWithOffsetsThatAreNotItsRecordsIsInvalid() {
        assertEquals(ErrorCode.INVALID_RECORD, refusal(new RecordBatchBuilder(64).build()));
        assertEquals(ErrorCode.INVALID_RECORD, refusal(withCount(0)));
        assertEquals(ErrorCode.INVALID_RECORD, refusal(withCount(-1)));
        assertEquals(
                ErrorCode.INVALID_RECORD,
                refusal(changed(plain("a", "b"), bytes -> bytes.putInt(LAST_OFFSET_DELTA, 2))));
    }

    @Test
    void theRecordsOfABatchThatIsNotCompressedAreCounted() {
        check(withCount(3));
        assertEquals(ErrorCode.INVALID_RECORD, refusal(withCount(2)), "bytes are left");
        assertEquals(ErrorCode.INVALID_RECORD, refusal(withCount(4)), "bytes are missing");
        assertEquals(ErrorCode.INVALID_RECORD, refusal(withCount(Integer.MAX_VALUE)));
        RecordBatch longer = changed(plain("a"), bytes -> bytes.put(RecordBatch.HEADER_SIZE, (byte) 126));
        assertEquals(ErrorCode.INVALID_RECORD, refusal(longer), "a record reaches beyond the batch");
    }

    @Test
    void theRecordsOfACompressedBatchAreItsReadersBusiness() {
        for (int codec = 1; codec <= 4; codec++) {
            check(withAttributes(codec));
        }
        assertEquals(ErrorCode.INVALID_RECORD, refusal(withAttributes(5)), "there is no such codec");
    }

    @Test
    void controlBatchesAreNotForClients() {
        assertEquals(
                ErrorCode.INVALID_RECORD,
                refusal(new ControlBatch(ControlBatch.Type.COMMIT, new byte[0]).toBatch(TIME)));
    }

    @Test
    void transactionsAreNotThereYet() {
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(withAttributes(0x10)));
    }

    @Test
    void aTimestampMayNotBeTooFarFromThePresent() {
        check(at(TIME + 3_600_000, "a"));
        check(at(0, "as old as can be"));
        assertEquals(ErrorCode.INVALID_TIMESTAMP, refusal(at(TIME + 3_600_001, "a")));
        TopicConfig strict = TopicConfig.of(Map.of("message.timestamp.before.max.ms", "10"), DEFAULTS);
        BatchRules.check(at(TIME - 10, "a"), strict, TIME);
        assertEquals(ErrorCode.INVALID_TIMESTAMP, refusal(at(TIME - 11, "a"), strict));
        assertEquals(ErrorCode.INVALID_TIMESTAMP, refusal(at(Long.MAX_VALUE, "a")));
        assertEquals(ErrorCode.INVALID_TIMESTAMP, refusal(at(Long.MIN_VALUE, "a"), strict));
    }

    @Test
    void aRecordWithoutATimestampIsTakenWhateverTheLimits() {
        BatchRules.check(at(-1, "a"), TopicConfig.of(Map.of("message.timestamp.before.max.ms", "0"), DEFAULTS), TIME);
    }

    @Test
    void theTimeOfTheAppendIsNotForProducersToSetAndReplacesWhateverTheySet() {
        assertEquals(ErrorCode.INVALID_TIMESTAMP, refusal(withAttributes(0x08)));
        TopicConfig append = TopicConfig.of(Map.of("message.timestamp.type", "LogAppendTime"), DEFAULTS);
        BatchRules.check(at(Long.MAX_VALUE, "a"), append, TIME);
    }
}
