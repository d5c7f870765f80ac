package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Appending, the bounds, and what makes entries durable. */
public interface AppendRules extends HasStorage {
    @Test
    default void newLogIsEmptyAndBeginsAtIndexOneAndOffsetZero() {
        assertEquals(new LogBounds(1, 0, 0, 0, 0, 0), world().log().bounds());
        assertTrue(world().log().bounds().isEmpty());
        assertEquals(0, world().log().sizeInBytes());
    }

    @Test
    default void appendReturnsTheBoundsAfterIt() {
        LogBounds returned = world().append(Batches.of(3, "a", "b"), Batches.of(4, "c"));

        assertEquals(2, returned.lastIndex());
        assertEquals(3, returned.endOffset());
        assertEquals(4, returned.lastTerm());
        assertEquals(returned, world().log().bounds());
    }

    @Test
    default void appendSetsTheBaseOffsetInTheBufferAndKeepsTheTerm() {
        ByteBuffer first = Batches.of(1, "a", "b", "c");
        ByteBuffer second = Batches.of(2, "d");

        world().append(first, second);

        assertEquals(0, RecordBatch.at(first).baseOffset());
        assertEquals(3, RecordBatch.at(second).baseOffset());
        assertEquals(1, RecordBatch.at(first).leaderEpoch());
        assertEquals(2, RecordBatch.at(second).leaderEpoch());
    }

    @Test
    default void entryBeginsAtTheOffsetWhereTheOneBeforeItEnds() {
        world().append(Batches.of(1, "a", "b"));
        world().append(Batches.control(Batches.TIME, 1));
        world().append(Batches.of(1, "c"));

        List<RecordBatch> read = Batches.in(world().log().readEntries(1, 3, 10_000));

        assertEquals(
                List.of(0L, 2L, 2L), read.stream().map(RecordBatch::baseOffset).toList());
    }

    @Test
    default void buffersMayBeReusedOnceAppendHasReturned() {
        ByteBuffer buffer = Batches.of(1, "kept");
        world().append(buffer);

        for (int i = buffer.position(); i < buffer.limit(); i++) {
            buffer.put(i, (byte) 0);
        }

        assertEquals(List.of("kept"), world().values());
    }

    @Test
    default void buffersMayBePartsOfLargerOnesAndOutsideTheHeap() {
        ByteBuffer batch = Batches.of(1, "value");
        ByteBuffer large = ByteBuffer.allocateDirect(1000).position(300);
        large.put(batch.duplicate()).limit(300 + batch.remaining()).position(300);

        world().append(large);

        assertEquals(300, large.position());
        assertEquals(List.of("value"), world().values());
    }

    @Test
    default void manyBatchesOfOneAppendKeepTheirOrderOverSegments() {
        ByteBuffer[] batches = new ByteBuffer[50];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Batches.of(1, "" + i);
        }
        world().append(batches);

        List<String> values = world().values();

        assertEquals(50, values.size());
        assertEquals("0", values.getFirst());
        assertEquals("49", values.getLast());
    }

    @Test
    default void batchLargerThanASegmentIsTaken() {
        world().fill(1, 1);
        world().append(Batches.ofSize(1, 3_000_000));
        world().fill(1, 1);

        List<RecordBatch> read = Batches.in(world().log().readEntries(1, 3, Integer.MAX_VALUE));

        assertEquals(3, read.size());
        assertTrue(read.get(1).sizeInBytes() > 3_000_000);
    }

    @Test
    default void wrongIndexIsRefusedAndNothingChanged() {
        world().fill(1, 3);
        refused(2, Batches.of(1, "too low"));
        refused(3, Batches.of(1, "the last"));
        refused(5, Batches.of(1, "a gap"));
    }

    @Test
    default void lowerTermIsRefusedAndNothingChanged() {
        world().fill(5, 3);
        refused(4, Batches.of(4, "lower"));
        refused(4, Batches.of(5, "same"), Batches.of(6, "higher"), Batches.of(5, "lower again"));
    }

    private void refused(long index, ByteBuffer... batches) {
        PartitionLog log = world().log();
        LogBounds before = log.bounds();
        List<String> values = world().values();

        assertThrows(IllegalArgumentException.class, () -> log.append(index, List.of(batches)));

        assertEquals(before, log.bounds());
        assertEquals(values, world().values());
        assertEquals(
                before.lastIndex() + 1, world().append(Batches.of(9, "next")).lastIndex());
        log.truncateSuffix(before.lastIndex() + 1);
    }

    @Test
    default void appendOfNothingChangesNothing() {
        world().fill(1, 2);
        LogBounds before = world().log().bounds();
        assertEquals(before, world().append());
        assertEquals(before, world().log().bounds());
    }

    @Test
    default void syncMakesDurableWhatWasAppendedBefore() {
        world().fill(1, 3);
        assertTrue(world().log().bounds().durableIndex() <= 3);

        assertEquals(3, world().log().sync());

        assertEquals(3, world().log().bounds().durableIndex());
        world().fill(1, 10);
        assertEquals(13, world().log().sync());
    }

    @Test
    default void syncOfAnEmptyLogReturnsZero() {
        assertEquals(0, world().log().sync());
    }

    @Test
    default void sizeGrowsWithTheEntries() {
        ByteBuffer batch = Batches.of(1, "value");
        world().append(batch);
        assertTrue(world().log().sizeInBytes() >= batch.remaining());
    }
}
