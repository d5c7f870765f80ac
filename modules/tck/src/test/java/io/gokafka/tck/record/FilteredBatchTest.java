package io.gokafka.tck.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.FilteredBatch;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What compaction makes of a batch: fewer records, and else the same. */
class FilteredBatchTest {
    private static final int PRODUCER_ID = 43;

    private static RecordBatch batch(Compression compression) {
        RecordBatchBuilder builder = new RecordBatchBuilder(0).producer(55, (short) 2, 400);
        for (int i = 0; i < 20; i++) {
            byte[] key = {(byte) (i % 7)};
            builder.append(1000 + 10 * ((i * 7) % 20), key, new byte[i * 30], List.of(Header.of("n", "" + i)));
        }
        RecordBatch batch = CompressedBatches.compressed(builder.build(), compression);
        batch.assign(7000, 9);
        return batch;
    }

    private static RecordBatch keep(RecordBatch batch, BitSet kept) {
        return FilteredBatch.of(batch, record -> kept.get((int) (record.offset() - batch.baseOffset())));
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    void anySelectionKeepsItsRecordsAndTheHeader(Compression compression) {
        RecordBatch original = batch(compression);
        List<Record> all = original.records();
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            BitSet kept = BitSet.valueOf(new long[] {1 + random.nextInt((1 << 20) - 2)});
            RecordBatch filtered = keep(original, kept);
            List<Record> expected = kept.stream().mapToObj(all::get).toList();

            RecordBatch.verified(filtered.buffer());
            assertEquals(expected, filtered.records());
            assertEquals(expected.stream().mapToLong(Record::timestamp).max().orElseThrow(), filtered.maxTimestamp());
            assertSameHeader(original, filtered);
            assertEquals(compression, filtered.compression());
            assertEquals(filtered.buffer(), keep(original, kept).buffer(), "the same input, the same bytes");
        }
    }

    private static void assertSameHeader(RecordBatch original, RecordBatch filtered) {
        assertEquals(original.baseOffset(), filtered.baseOffset());
        assertEquals(original.lastOffset(), filtered.lastOffset());
        assertEquals(original.leaderEpoch(), filtered.leaderEpoch());
        assertEquals(original.baseTimestamp(), filtered.baseTimestamp());
        assertEquals(original.producerId(), filtered.producerId());
        assertEquals(original.producerEpoch(), filtered.producerEpoch());
        assertEquals(original.baseSequence(), filtered.baseSequence());
        assertEquals(original.lastSequence(), filtered.lastSequence());
        assertEquals(original.isLogAppendTime(), filtered.isLogAppendTime());
        assertEquals(original.isTransactional(), filtered.isTransactional());
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    void withAllItsRecordsABatchIsItself(Compression compression) {
        RecordBatch original = batch(compression);
        assertSame(original, FilteredBatch.of(original, record -> true));
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    void withoutRecordsABatchKeepsTheSequenceOfItsProducer(Compression compression) {
        RecordBatch original = batch(compression);
        RecordBatch empty = FilteredBatch.of(original, record -> false);
        RecordBatch.verified(empty.buffer());
        assertEquals(RecordBatch.HEADER_SIZE, empty.sizeInBytes());
        assertEquals(Compression.NONE, empty.compression());
        assertEquals(List.of(), empty.records());
        assertEquals(original.baseTimestamp(), empty.maxTimestamp());
        assertSameHeader(original, empty);
        assertFalse(empty.isHole());
        assertSame(empty, FilteredBatch.of(empty, record -> false), "it can be compacted again");
    }

    @Test
    void withoutRecordsAndProducerABatchIsNoHoleOfOthers() {
        RecordBatch odd = CompressedBatches.withInt(batch(Compression.NONE), PRODUCER_ID, -1);
        odd = CompressedBatches.withInt(odd, PRODUCER_ID + Integer.BYTES, -1);
        assertEquals(400, odd.baseSequence());
        assertEquals(RecordBatch.NO_PRODUCER_ID, odd.producerId());
        RecordBatch empty = FilteredBatch.of(odd, record -> false);
        assertFalse(empty.isHole());
        assertEquals(1, empty.entries());
    }

    @Test
    void timeOfTheAppendStays() {
        RecordBatch original = batch(Compression.GZIP);
        original.stampAppendTime(77_777);
        RecordBatch filtered = FilteredBatch.of(original, record -> record.offset() == 7003);
        assertTrue(filtered.isLogAppendTime());
        assertEquals(77_777, filtered.maxTimestamp());
        assertEquals(77_777, filtered.records().getFirst().timestamp());
    }

    @Test
    void filteringTwiceIsAsFilteringOnce() {
        RecordBatch original = batch(Compression.GZIP);
        RecordBatch once = FilteredBatch.of(original, record -> record.offset() % 6 == 0);
        RecordBatch half = FilteredBatch.of(original, record -> record.offset() % 2 == 0);
        assertEquals(
                once.buffer(),
                FilteredBatch.of(half, record -> record.offset() % 3 == 0).buffer());
    }
}
