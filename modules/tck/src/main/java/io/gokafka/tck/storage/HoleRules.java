package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.TermStart;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries that stand for several: every storage takes them, whether it compacts or not. */
public interface HoleRules extends HasStorage {
    /** No limit of bytes. */
    int UNLIMITED = Integer.MAX_VALUE;

    /** Index 1: a. Indexes 2 to 6, offsets 1 to 8: a hole. Index 7: no offset. Index 8, offset 9: b. All but the first in term 2. */
    private void logWithAHole() {
        world().append(Batches.of(1, "a"), Batches.hole(2, 5, 8), Batches.control(5000, 2), Batches.of(2, "b"));
    }

    @Test
    default void aHoleTakesTheIndexesAndOffsetsOfWhatItStandsFor() {
        logWithAHole();
        for (int round = 0; round < 2; round++) {
            LogBounds bounds = world().log().bounds();
            assertEquals(8, bounds.lastIndex());
            assertEquals(10, bounds.endOffset());
            assertEquals(
                    List.of(new TermStart(1, 1, 0), new TermStart(2, 2, 1)),
                    world().log().terms());
            EntryPosition hole = new EntryPosition(2, 2, 1, 9, -1, RecordBatch.HEADER_SIZE, 5);
            for (long index = 2; index <= 6; index++) {
                assertEquals(Optional.of(hole), world().log().entryAtIndex(index));
                assertEquals(2, world().log().termAt(index));
            }
            for (long offset = 1; offset < 9; offset++) {
                assertEquals(Optional.of(hole), world().log().entryAtOffset(offset));
            }
            assertEquals(7, world().log().entryAtIndex(7).orElseThrow().index());
            assertEquals(8, world().log().entryAtOffset(9).orElseThrow().index());
            world().reopen();
        }
    }

    @Test
    default void aReadFromWithinAHoleHasTheWholeOfIt() {
        logWithAHole();
        PartitionLog log = world().log();

        assertEquals(List.of(5, 1, 1), entriesOf(log.readEntries(4, 9, UNLIMITED)));
        assertEquals(List.of(5), entriesOf(log.readEntries(4, 5, UNLIMITED)));
        assertEquals(List.of(), entriesOf(log.readEntries(4, 3, UNLIMITED)));
        assertEquals(List.of(1, 5), entriesOf(log.readEntries(1, 2, UNLIMITED)));
        assertEquals(List.of(5), entriesOf(log.read(5, 10, UNLIMITED)));
        assertEquals(List.of(1), entriesOf(log.read(9, 10, UNLIMITED)));
        assertEquals(List.of(), Batches.values(log.read(3, 9, UNLIMITED)));
        assertEquals(2, EntryRun.read(log, 4, 9, UNLIMITED).firstIndex());
        assertEquals(9, EntryRun.read(log, 4, 9, UNLIMITED).nextIndex());
        assertThrows(OffsetOutOfRangeException.class, () -> log.readEntries(10, 11, UNLIMITED));
    }

    @Test
    default void aHoleIsNotFoundByTime() {
        world().append(Batches.hole(1, 3, 3), Batches.at(700, 1, "a"));
        assertEquals(4, world().log().entryAtTime(0).orElseThrow().index());
        assertEquals(4, world().log().entryAtTime(700).orElseThrow().index());
        assertEquals(Optional.empty(), world().log().entryAtTime(701));
    }

    @Test
    default void truncatingWithinAHoleRemovesAllOfIt() {
        logWithAHole();
        world().log().truncateSuffix(4);
        assertEquals(1, world().log().bounds().lastIndex());
        assertEquals(1, world().log().bounds().endOffset());
        assertEquals(List.of(new TermStart(1, 1, 0)), world().log().terms());

        world().append(Batches.hole(3, 2, 2), Batches.of(3, "c"));
        world().log().truncateSuffix(4);
        assertEquals(3, world().log().bounds().lastIndex());
        world().reopen();
        assertEquals(3, world().log().bounds().lastIndex());
        assertEquals(3, world().log().bounds().endOffset());
    }

    @Test
    default void aLogThatIsDroppedUpToWithinAHoleBeginsWithIt() {
        logWithAHole();
        world().log().dropPrefix(5);
        for (int round = 0; round < 2; round++) {
            LogBounds bounds = world().log().bounds();
            assertEquals(2, bounds.firstIndex());
            assertEquals(1, bounds.startOffset());
            assertEquals(8, bounds.lastIndex());
            assertEquals(1, world().log().termAt(1));
            assertEquals(List.of("b"), values());
            world().reopen();
        }
        world().log().dropPrefix(7);
        assertEquals(7, world().log().bounds().firstIndex());
        assertEquals(9, world().log().bounds().startOffset());
        assertEquals(2, world().log().termAt(6));
    }

    @Test
    default void truncatingWithinTheHoleThatTheLogBeginsWithEmptiesIt() {
        world().append(Batches.hole(1, 1, 1), Batches.hole(1, 5, 5)); // in one piece
        world().log().dropPrefix(4);
        world().log().truncateSuffix(5);
        for (int round = 0; round < 2; round++) {
            LogBounds bounds = world().log().bounds();
            assertEquals(2, bounds.firstIndex());
            assertEquals(1, bounds.lastIndex());
            assertEquals(1, bounds.endOffset());
            assertEquals(1, world().log().segments().size());
            assertEquals(1, world().log().termAt(1));
            world().reopen();
        }
        world().append(Batches.of(3, "c"));
        assertEquals(2, world().log().segments().getFirst().firstIndex());
        SegmentRules.checkPieces(world().log());
        assertEquals(List.of("c"), values());
    }

    @Test
    default void aLogMayConsistOfHoles() {
        for (int i = 1; i <= 60; i++) {
            world().append(Batches.hole(1 + i / 7, i, i));
        }
        for (int round = 0; round < 2; round++) {
            assertEquals(1830, world().log().bounds().lastIndex());
            assertEquals(1830, world().log().bounds().endOffset());
            assertEquals(1771, world().log().entryAtIndex(1800).orElseThrow().index());
            assertEquals(1770, world().log().entryAtOffset(1799).orElseThrow().baseOffset());
            SegmentRules.checkPieces(world().log());
            assertEquals(List.of(), values());
            world().log().sync();
            world().crash();
        }
    }

    /** Read as a client does. */
    private List<String> values() {
        return NoOffsetRules.valuesOf(world().log());
    }

    private static List<Integer> entriesOf(LogSlice slice) {
        return Batches.in(slice).stream().map(RecordBatch::entries).toList();
    }
}
