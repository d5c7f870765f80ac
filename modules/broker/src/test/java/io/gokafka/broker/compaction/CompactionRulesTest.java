package io.gokafka.broker.compaction;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static io.gokafka.broker.fake.TestBatches.compressed;
import static io.gokafka.broker.fake.TestBatches.keyed;
import static io.gokafka.broker.fake.TestBatches.keyedBy;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.Compression;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CompactionRulesTest {
    private static final int PRODUCERS = 3;

    private final LatestOffsets latest = LatestOffsets.of(KeyHash.md5(), 10_000, 100);
    private LastBatches producers = new LastBatches(10, PRODUCERS);
    private CompactionMark mark = new CompactionMark(100, 50, 10, TIME);

    private Optional<RecordBatch> keep(RecordBatch batch) {
        return new CompactionRules(mark, latest, producers).keep(batch);
    }

    private List<String> left(RecordBatch batch) {
        return keep(batch).stream()
                .flatMap(b -> b.records().stream())
                .map(r -> r.offset() + ":" + r.keyText())
                .toList();
    }

    private static RecordBatch at(long offset, RecordBatch batch) {
        batch.assign(offset, 1);
        return batch;
    }

    private void latest(String key, long offset) {
        assertTrue(latest.put(ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)), offset));
    }

    @Test
    void theLatestOfEachKeyStaysWhereItIs() {
        latest("a", 12);
        latest("b", 11);
        latest("c", 70);
        RecordBatch batch = at(10, keyed(TIME, "a=1", "b=1", "a=2", "c=1", "d=1"));
        assertEquals(List.of("11:b", "12:a", "14:d"), left(batch));
        RecordBatch left = keep(batch).orElseThrow();
        assertEquals(14, left.lastOffset());
        assertEquals(10, left.baseOffset());
        assertEquals(1, left.leaderEpoch());
    }

    @Test
    void compressedBatchesAreNoDifferent() {
        latest("a", 12);
        RecordBatch batch = at(10, compressed(keyed(TIME, "a=1", "b=1", "a=2"), Compression.GZIP));
        assertEquals(List.of("11:b", "12:a"), left(batch));
        assertEquals(Compression.GZIP, keep(batch).orElseThrow().compression());
    }

    @Test
    void aBatchOfWhichAllStaysIsNotMadeAnew() {
        RecordBatch batch = at(10, keyed(TIME, "a=1", "b"));
        mark = new CompactionMark(100, 10, 10, TIME);
        assertSame(batch, keep(batch).orElseThrow());
    }

    @Test
    void tombstonesGoBelowTheOffsetForThem() {
        assertEquals(List.of("48:a"), left(at(48, keyed(TIME, "a=1", "b"))));
        assertEquals(List.of("49:a", "50:b"), left(at(49, keyed(TIME, "a=1", "b"))));
        latest("b", 60);
        assertEquals(List.of(), left(at(55, keyed(TIME, "b"))), "it is not the latest");
    }

    @Test
    void recordsWithoutKeyGo() {
        assertEquals(Optional.empty(), keep(at(10, plain("x", "y"))));
    }

    @Test
    void whatIsNotBelowTheMarkIsNotTouched() {
        latest("a", 200);
        RecordBatch across = at(99, keyed(TIME, "a=1", "a=2"));
        assertSame(across, keep(across).orElseThrow());
        assertEquals(Optional.empty(), keep(at(98, keyed(TIME, "a=1", "a=2"))));
    }

    @Test
    void controlBatchesStay() {
        RecordBatch control = at(10, new ControlBatch(ControlBatch.Type.COMMIT, new byte[0]).toBatch(TIME));
        assertSame(control, keep(control).orElseThrow());
    }

    @Test
    void recordsThatCannotBeReadStay() {
        RecordBatch unreadable = at(10, keyed(TIME, "a=1", "b=1"));
        unreadable.buffer().put(RecordBatch.HEADER_SIZE, (byte) 0x7e);
        assertSame(unreadable, keep(unreadable).orElseThrow());
    }

    @Test
    void theLastBatchOfAProducerStaysWithoutItsRecords() {
        latest("a", 60);
        RecordBatch before = at(10, keyedBy(7, 0, TIME, "a=1"));
        RecordBatch last = at(20, keyedBy(7, 1, TIME, "a=2", "a=3"));
        producers.note(before);
        producers.note(last);
        assertEquals(Optional.empty(), keep(before));
        RecordBatch left = keep(last).orElseThrow();
        assertEquals(0, left.recordCount());
        assertEquals(7, left.producerId());
        assertEquals(2, left.lastSequence());
        assertEquals(21, left.lastOffset());
        assertSame(left, keep(left).orElseThrow(), "and so it stays");
        producers = new LastBatches(10, PRODUCERS);
        producers.note(last);
        producers.note(at(30, keyedBy(7, 3, TIME, "a=4")));
        assertEquals(Optional.empty(), keep(left));
    }

    @Test
    void aProducerThatWasSilentForLongIsForgotten() {
        latest("a", 60);
        RecordBatch last = at(9, keyedBy(7, 1, TIME, "a=2"));
        producers.note(last);
        assertEquals(Optional.empty(), keep(last));
    }

    @Test
    void ofTooManyProducersThoseThatWereSilentLongestAreForgotten() {
        latest("a", 60);
        RecordBatch first = at(10, keyedBy(0, 0, TIME, "a=1"));
        producers.note(first);
        for (int i = 1; i < PRODUCERS; i++) {
            producers.note(at(10 + i, keyedBy(i, 0, TIME, "a=1")));
        }
        assertTrue(keep(first).isPresent());
        producers.note(at(20, keyedBy(PRODUCERS, 0, TIME, "a=1")));
        assertEquals(Optional.empty(), keep(first));
    }
}
