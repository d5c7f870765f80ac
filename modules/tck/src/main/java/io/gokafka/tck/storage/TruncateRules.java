package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.StorageException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Truncating the end of a log. */
public interface TruncateRules extends HasStorage {
    @Test
    default void truncationRemovesTheEntriesFromAnIndexOn() {
        world().fill(1, 4);
        world().log().truncateSuffix(3);

        assertEquals(new LogBounds(1, 2, 0, 2, 1, 2), world().log().bounds());
        assertEquals(List.of("0", "1"), world().values());
    }

    @Test
    default void truncationBeyondTheEndDoesNothing() {
        world().fill(1, 4);
        LogBounds before = world().log().bounds();
        world().log().truncateSuffix(5);
        world().log().truncateSuffix(500);
        assertEquals(before, world().log().bounds());
    }

    @Test
    default void otherEntriesTakeTheOffsetsOfTruncatedOnes() {
        world().fill(1, 4);
        world().log().truncateSuffix(3);
        world().append(Batches.of(2, "x", "y"), Batches.of(2, "z"));

        assertEquals(List.of("0", "1", "x", "y", "z"), world().values());
        assertEquals(2, world().log().termAt(3));
        assertEquals(2, world().log().entryAtOffset(3).orElseThrow().baseOffset());
    }

    @Test
    default void truncationReachesOverSegments() {
        for (int keep = 60; keep >= 0; keep -= 3) {
            world().fill(61 - keep, 60 - (int) world().log().bounds().lastIndex());
            world().log().truncateSuffix(keep + 1);
            assertEquals(keep, world().log().bounds().lastIndex());
            assertEquals(keep, world().values().size());
            assertEquals(keep == 0, world().log().entryAtIndex(1).isEmpty());
        }
    }

    @Test
    default void truncationIsDurable() {
        world().fill(1, 20);
        world().log().sync();
        world().log().truncateSuffix(8);
        world().crash();
        assertEquals(7, world().log().bounds().lastIndex());

        world().append(Batches.of(2, "x"));
        world().log().sync();
        world().crash();
        assertEquals(8, world().log().bounds().lastIndex());
        assertEquals(2, world().log().termAt(8));
    }

    @Test
    default void whatATruncationLeavesIsDurable() {
        world().fill(1, 20);
        world().log().truncateSuffix(8);
        assertEquals(7, world().log().bounds().durableIndex());
        assertEquals(7, world().log().sync());
    }

    @Test
    default void truncatedEntriesDoNotCountAsDurable() {
        world().fill(1, 10);
        world().log().sync();
        world().log().truncateSuffix(4);
        world().fill(2, 7);
        assertTrue(world().log().bounds().durableIndex() <= 10);
        world().crash();
        assertTrue(world().log().bounds().lastIndex() >= 3);
        assertEquals(List.of("0", "1", "2"), world().values().subList(0, 3));
    }

    @Test
    default void sliceReadBeforeATruncationNeverShowsOtherEntries() {
        world().fill(1, 4);
        try (LogSlice slice = world().log().readEntries(1, 4, Integer.MAX_VALUE)) {
            world().log().truncateSuffix(2);
            world().append(Batches.of(2, "w"), Batches.of(2, "x"), Batches.of(2, "y"), Batches.of(2, "z"));
            assertEquals(List.of("0", "1", "2", "3"), Batches.values(slice));
        } catch (StorageException allowed) {
            assertEquals(List.of("0", "w", "x", "y", "z"), world().values());
        }
    }

    @Test
    default void truncationOfALogThatBeganElsewhere() {
        world().log().reset(100, 1000, 7);
        world().fill(8, 30);
        world().log().truncateSuffix(100);

        assertEquals(new LogBounds(100, 99, 1000, 1000, 7, 99), world().log().bounds());
        world().fill(9, 1);
        assertEquals(List.of("1000"), world().values());
    }
}
