package io.gokafka.tck.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RawRecord;
import io.gokafka.api.record.RawRecords;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of records without decoding them, and that bad bytes have one way to fail. */
class RawRecordsTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RecordBatch batch() {
        RecordBatch batch = new RecordBatchBuilder(0)
                .append(1000, bytes("k"), bytes("value"), List.of(Header.of("h", "x")))
                .append(990, null, bytes("no key"), List.of())
                .append(1010, bytes(""), null, List.of())
                .build();
        batch.assign(70, 3);
        return batch;
    }

    private static List<RawRecord> list(RecordBatch batch) {
        List<RawRecord> all = new ArrayList<>();
        RawRecords.of(batch).forEach(all::add);
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    void recordsHaveOffsetsTimesAndKeys(Compression compression) {
        List<RawRecord> records = list(CompressedBatches.compressed(batch(), compression));
        assertEquals(
                List.of(70L, 71L, 72L), records.stream().map(RawRecord::offset).toList());
        assertEquals(
                List.of(1000L, 990L, 1010L),
                records.stream().map(RawRecord::timestamp).toList());
        assertEquals(ByteBuffer.wrap(bytes("k")), records.get(0).key());
        assertNull(records.get(1).key());
        assertEquals(ByteBuffer.allocate(0), records.get(2).key());
        assertEquals(
                List.of(false, false, true),
                records.stream().map(RawRecord::isTombstone).toList());
    }

    @Test
    void bytesOfAllRecordsAreThePayload() {
        RecordBatch batch = batch();
        RawRecords records = RawRecords.of(batch);
        ByteBuffer joined = ByteBuffer.allocate(records.sizeInBytes());
        records.forEach(record -> joined.put(record.bytes()));
        assertEquals(batch.buffer().position(RecordBatch.HEADER_SIZE), joined.flip());
    }

    @Test
    void nothingCanBeWrittenThroughThem() {
        RawRecord record = list(batch()).getFirst();
        ByteBuffer key = record.key();
        assertNotNull(key);
        assertTrue(key.isReadOnly());
        assertTrue(record.bytes().isReadOnly());
    }

    @Test
    void timeOfTheAppendIsThatOfAllRecords() {
        RecordBatch batch = batch();
        batch.stampAppendTime(5000);
        list(batch).forEach(record -> assertEquals(5000, record.timestamp()));
    }

    @Test
    void batchInMemoryThatIsNotJavasIsReadToo() {
        RecordBatch compressed = CompressedBatches.compressed(batch(), Compression.GZIP);
        ByteBuffer direct = ByteBuffer.allocateDirect(compressed.sizeInBytes());
        direct.put(compressed.buffer()).flip();
        RecordBatch readOnly = RecordBatch.at(direct.asReadOnlyBuffer());
        assertEquals(compressed.records(), readOnly.records());
    }

    @Test
    void walkEndsAfterTheLast() {
        Iterator<RawRecord> walk = RawRecords.of(batch()).iterator();
        for (int i = 0; i < 3; i++) {
            walk.next();
        }
        assertFalse(walk.hasNext());
        assertThrows(NoSuchElementException.class, walk::next);
    }

    @Test
    void batchWithoutRecordsHasNone() {
        RecordBatch empty = CompressedBatches.withInt(
                CompressedBatches.withPayload(batch(), Compression.GZIP, ByteBuffer.allocate(0)),
                CompressedBatches.RECORD_COUNT,
                0);
        assertEquals(List.of(), list(empty));
    }

    @Test
    void countsThatDoNotFitAreRefused() {
        for (int count : new int[] {-1, 0, 2, 4, Integer.MAX_VALUE}) {
            RecordBatch batch = CompressedBatches.withInt(batch(), CompressedBatches.RECORD_COUNT, count);
            assertThrows(InvalidBatchException.class, () -> list(batch), "count " + count);
        }
    }

    @Test
    void offsetBehindTheBatchIsRefused() {
        RecordBatch batch = CompressedBatches.withInt(batch(), CompressedBatches.LAST_OFFSET_DELTA, 1);
        assertThrows(InvalidBatchException.class, () -> list(batch));
    }

    @Test
    void offsetThatDoesNotRiseIsRefused() {
        RecordBatch two = new RecordBatchBuilder(0)
                .append(1, bytes("a"), bytes("b"), List.of())
                .append(1, bytes("a"), bytes("b"), List.of())
                .build();
        ByteBuffer records = two.buffer().position(RecordBatch.HEADER_SIZE);
        int half = records.remaining() / 2;
        ByteBuffer twice = ByteBuffer.allocate(2 * half);
        twice.put(records.slice(records.position(), half)).put(records.slice(records.position(), half));
        RecordBatch repeated = CompressedBatches.withPayload(two, Compression.NONE, twice.flip());
        assertThrows(InvalidBatchException.class, () -> list(repeated));
    }

    @Test
    void compressedBatchMayUnfoldToItsBoundAndNoFurther() {
        RecordBatch compressed = CompressedBatches.compressed(batch(), Compression.GZIP);
        int size = RawRecords.of(compressed).sizeInBytes();
        assertEquals(3, RawRecords.of(compressed, size).count());
        assertThrows(InvalidBatchException.class, () -> RawRecords.of(compressed, size - 1));
        assertThrows(InvalidBatchException.class, () -> RawRecords.of(compressed, 0));
    }

    @Test
    void codecThatIsNotThereIsNamed() {
        RecordBatch batch = CompressedBatches.withPayload(batch(), Compression.ZSTD, ByteBuffer.allocate(9));
        InvalidBatchException refused = assertThrows(InvalidBatchException.class, () -> RawRecords.of(batch));
        assertTrue(String.valueOf(refused.getMessage()).contains("no codec for ZSTD"), refused.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    void damagedBytesAreReadOrRefused(Compression compression) {
        RecordBatch good = CompressedBatches.compressed(batch(), compression);
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(good.sizeInBytes()).put(good.buffer()).flip();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                int at = CompressedBatches.ATTRIBUTES
                        + 2
                        + random.nextInt(bytes.limit() - CompressedBatches.ATTRIBUTES - 2);
                bytes.put(at, (byte) random.nextInt(256));
            }
            try {
                RecordBatch.at(bytes).records();
            } catch (InvalidBatchException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }
}
