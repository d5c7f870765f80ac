package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dropping the beginning of a log, and letting it begin elsewhere. */
public interface DropRules extends HasStorage {
    @Test
    default void droppedEntriesAreGone() {
        world().fill(1, 20);
        world().log().dropPrefix(9);

        LogBounds bounds = world().log().bounds();
        assertEquals(9, bounds.firstIndex());
        assertEquals(8, bounds.startOffset());
        assertEquals(20, bounds.lastIndex());
        assertEquals(12, world().values().size());
        assertEquals("8", world().values().getFirst());
    }

    @Test
    default void dropAtOrBelowTheStartDoesNothing() {
        world().fill(1, 20);
        world().log().dropPrefix(9);
        LogBounds before = world().log().bounds();
        world().log().dropPrefix(9);
        world().log().dropPrefix(1);
        assertEquals(before, world().log().bounds());
    }

    @Test
    default void allEntriesMayBeDropped() {
        world().fill(3, 7);
        world().log().dropPrefix(8);

        assertEquals(new LogBounds(8, 7, 7, 7, 3, 7), world().log().bounds());
        assertTrue(world().log().bounds().isEmpty());
        world().fill(3, 2);
        assertEquals(List.of("7", "8"), world().values());
    }

    @Test
    default void dropIsDurable() {
        world().fill(1, 20);
        world().log().dropPrefix(9);
        world().crash();
        LogBounds bounds = world().log().bounds();
        assertEquals(9, bounds.firstIndex());
        assertEquals(8, bounds.startOffset());
        assertEquals(1, world().log().termAt(8));

        world().fill(1, 30);
        long last = world().log().bounds().lastIndex();
        world().log().dropPrefix(last + 1);
        world().crash();
        assertEquals(last + 1, world().log().bounds().firstIndex());
        assertEquals(last, world().log().bounds().lastIndex());
    }

    @Test
    default void spaceOfDroppedEntriesIsFreed() {
        world().fill(1, 200);
        long before = world().log().sizeInBytes();
        world().log().dropPrefix(150);
        assertTrue(world().log().sizeInBytes() < before);
    }

    @Test
    default void sliceReadBeforeADropStaysReadable() {
        world().fill(1, 30);
        List<String> before = world().values();
        try (LogSlice slice = world().log().read(0, 30, Integer.MAX_VALUE)) {
            world().log().dropPrefix(31);
            assertEquals(before, Batches.values(slice));
        }
    }

    @Test
    default void resetLetsTheLogBeginElsewhere() {
        world().fill(1, 20);
        world().log().reset(500, 4000, 3);

        assertEquals(new LogBounds(500, 499, 4000, 4000, 3, 499), world().log().bounds());
        assertEquals(3, world().log().termAt(499));
        assertEquals(-1, world().log().termAt(20));
        assertEquals(List.of(), world().log().terms());
        world().fill(4, 2);
        assertEquals(List.of("4000", "4001"), world().values());
    }

    @Test
    default void resetMayGoBack() {
        world().log().reset(500, 4000, 3);
        world().fill(4, 10);
        world().log().reset(500, 4000, 3);
        world().fill(5, 1);
        world().log().reset(1, 0, 0);
        world().fill(1, 2);
        assertEquals(List.of("0", "1"), world().values());
    }

    @Test
    default void resetIsDurable() {
        world().fill(1, 20);
        world().log().reset(500, 4000, 3);
        world().crash();
        assertEquals(new LogBounds(500, 499, 4000, 4000, 3, 499), world().log().bounds());
    }
}
