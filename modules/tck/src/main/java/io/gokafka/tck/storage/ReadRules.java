package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading slices by offset and by index. */
public interface ReadRules extends HasStorage {
    /** No limit of bytes. */
    int ALL = Integer.MAX_VALUE;

    @Test
    default void readBeginsWithTheBatchThatContainsTheOffset() {
        world().append(Batches.of(1, "a", "b"), Batches.of(1, "c", "d", "e"), Batches.of(1, "f"));

        assertEquals(List.of("c", "d", "e", "f"), Batches.values(world().log().read(3, 6, ALL)));
        assertEquals(List.of("c", "d", "e", "f"), Batches.values(world().log().read(4, 6, ALL)));
        assertEquals(List.of("f"), Batches.values(world().log().read(5, 6, ALL)));
    }

    @Test
    default void readEndsWithTheLastBatchThatEndsWithinTheLimit() {
        world().append(Batches.of(1, "a", "b"), Batches.of(1, "c", "d", "e"), Batches.of(1, "f"));

        assertEquals(List.of(), Batches.values(world().log().read(0, 1, ALL)));
        assertEquals(List.of("a", "b"), Batches.values(world().log().read(0, 2, ALL)));
        assertEquals(List.of("a", "b"), Batches.values(world().log().read(0, 4, ALL)));
        assertEquals(
                List.of("a", "b", "c", "d", "e"), Batches.values(world().log().read(0, 5, ALL)));
        assertEquals(List.of(), Batches.values(world().log().read(3, 4, ALL)));
    }

    @Test
    default void limitMayBeBelowTheOffsetOrBeyondTheEnd() {
        world().fill(1, 4);
        assertEquals(List.of(), Batches.values(world().log().read(3, 2, ALL)));
        assertEquals(List.of("2", "3"), Batches.values(world().log().read(2, 100, ALL)));
    }

    @Test
    default void readReturnsNoMoreBytesThanAllowed() {
        world().fill(1, 40);
        int one = Batches.of(1, "0").remaining();
        for (int i = 1; i <= 9; i++) {
            assertEquals(i, Batches.in(world().log().read(0, 40, one * i)).size());
            assertEquals(
                    i, Batches.in(world().log().read(0, 40, one * (i + 1) - 1)).size());
            assertEquals(
                    i,
                    Batches.in(world().log().readEntries(1, 40, one * (i + 1) - 1))
                            .size());
        }
    }

    @Test
    default void firstBatchIsReturnedWhateverItsSize() {
        world().append(Batches.ofSize(1, 5000), Batches.of(1, "b"));

        assertEquals(1, Batches.in(world().log().read(0, 2, 1)).size());
        assertEquals(1, Batches.in(world().log().read(0, 2, 0)).size());
        assertEquals(1, Batches.in(world().log().readEntries(1, 2, 10)).size());
    }

    @Test
    default void firstBatchIsNotReturnedWhenItEndsBeyondTheLimit() {
        world().append(Batches.of(1, "a", "b"));
        assertEquals(0, world().log().read(0, 1, ALL).size());
    }

    @Test
    default void readAtTheEndIsEmpty() {
        assertEquals(0, world().log().read(0, 10, ALL).size());
        assertEquals(0, world().log().readEntries(1, 10, ALL).size());
        world().fill(1, 7);
        assertEquals(0, world().log().read(7, 10, ALL).size());
        assertEquals(0, world().log().readEntries(8, 10, ALL).size());
    }

    @Test
    default void readOutsideTheLogIsRefused() {
        world().fill(1, 20);
        world().log().dropPrefix(12);
        PartitionLog log = world().log();

        assertThrows(OffsetOutOfRangeException.class, () -> log.read(10, 20, ALL));
        assertThrows(OffsetOutOfRangeException.class, () -> log.read(21, 30, ALL));
        assertThrows(OffsetOutOfRangeException.class, () -> log.read(-1, 30, ALL));
        assertThrows(OffsetOutOfRangeException.class, () -> log.readEntries(11, 20, ALL));
        assertThrows(OffsetOutOfRangeException.class, () -> log.readEntries(22, 30, ALL));
        assertEquals("11", Batches.values(log.read(11, 20, ALL)).getFirst());
    }

    @Test
    default void readEntriesTakesIndexesWithBothEnds() {
        world().fill(1, 20);
        assertEquals(List.of("4", "5", "6"), Batches.values(world().log().readEntries(5, 7, ALL)));
        assertEquals(List.of("19"), Batches.values(world().log().readEntries(20, 20, ALL)));
        assertEquals(List.of(), Batches.values(world().log().readEntries(5, 4, ALL)));
        assertEquals(
                20,
                Batches.in(world().log().readEntries(1, Long.MAX_VALUE, ALL)).size());
    }

    @Test
    default void everyPairOfOffsetAndLimitIsRead() {
        world().fill(1, 30);
        for (int from = 0; from <= 30; from++) {
            for (int to = from; to <= 30; to++) {
                List<String> values = Batches.values(world().log().read(from, to, ALL));
                assertEquals(to - from, values.size());
                assertTrue(values.isEmpty() || values.getFirst().equals("" + from));
            }
        }
    }

    @Test
    default void readerThatGoesThroughTheLogMeetsEveryBatchOnce() {
        world().fill(1, 100);
        List<String> seen = new ArrayList<>();
        long offset = 0;
        while (offset < 100) {
            List<RecordBatch> batches = Batches.in(world().log().read(offset, 100, 250));
            offset = batches.getLast().nextOffset();
            batches.forEach(batch -> seen.add(batch.records().getFirst().valueText()));
        }
        assertEquals(world().values(), seen);
    }

    @Test
    default void sliceSendsAnyPartOfItsBytes() throws IOException {
        world().fill(1, 12);
        try (LogSlice slice = world().log().read(0, 12, ALL)) {
            ByteBuffer all = slice.toBuffer();
            assertEquals(slice.size(), all.remaining());
            for (int from = 0; from <= slice.size(); from += 37) {
                ByteArrayOutputStream sent = new ByteArrayOutputStream();
                long taken = slice.transferTo(from, 200, Channels.newChannel(sent));
                int expected = Math.min(200, slice.size() - from);
                assertEquals(expected, taken);
                assertEquals(all.slice(from, expected), ByteBuffer.wrap(sent.toByteArray()));
            }
        }
    }

    @Test
    default void sliceMayBeClosedTwice() {
        world().fill(1, 1);
        LogSlice slice = world().log().read(0, 1, ALL);
        slice.close();
        slice.close();
    }

    @Test
    default void sliceKeepsItsBytesWhileTheLogGrows() {
        world().fill(1, 3);
        try (LogSlice slice = world().log().read(0, 3, ALL)) {
            world().fill(1, 30);
            assertEquals(List.of("0", "1", "2"), Batches.values(slice));
        }
    }
}
