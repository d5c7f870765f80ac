package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.TermStart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is there after a clean stop and after a crash. */
public interface ReopenRules extends HasStorage {
    @Test
    default void everythingIsThereAfterACleanStop() {
        world().fill(1, 20);
        world().fill(2, 15);
        world().log().dropPrefix(4);
        LogBounds bounds = world().log().bounds();
        List<String> values = world().values();
        List<TermStart> terms = world().log().terms();

        for (int i = 0; i < 3; i++) {
            world().reopen();
            assertEquals(afterSync(bounds), world().log().bounds());
            assertEquals(values, world().values());
            assertEquals(terms, world().log().terms());
            assertEquals(1, world().log().termAt(3));
        }
    }

    @Test
    default void emptyLogIsEmptyAfterAStop() {
        world().reopen();
        assertEquals(new LogBounds(1, 0, 0, 0, 0, 0), world().log().bounds());
        world().crash();
        assertEquals(new LogBounds(1, 0, 0, 0, 0, 0), world().log().bounds());
    }

    @Test
    default void logGoesOnAfterEachStop() {
        for (int i = 0; i < 6; i++) {
            world().fill(i + 1, 7);
            if (i % 2 == 0) {
                world().reopen();
            } else {
                world().log().sync();
                world().crash();
            }
        }
        assertEquals(42, world().values().size());
        assertEquals(6, world().log().terms().size());
        for (int i = 1; i <= 42; i++) {
            assertEquals((i + 6) / 7, world().log().termAt(i));
        }
    }

    @Test
    default void syncedEntriesSurviveACrash() {
        world().fill(1, 3);
        world().fill(2, 20);
        long durable = world().log().sync();
        List<String> values = world().values();
        world().fill(2, 5);

        world().crash();

        assertTrue(world().log().bounds().lastIndex() >= durable);
        assertEquals(values, world().values().subList(0, values.size()));
        assertEquals(new TermStart(2, 4, 3), world().log().terms().get(1));
    }

    @Test
    default void whatIsThereAfterACrashIsDurable() {
        world().fill(1, 9);
        world().crash();
        LogBounds bounds = world().log().bounds();
        assertEquals(bounds.lastIndex(), bounds.durableIndex());
        world().crash();
        assertEquals(bounds, world().log().bounds());
    }

    @Test
    default void entriesAreFoundAfterAStop() {
        world().fill(1, 50);
        world().log().sync();
        for (boolean clean : new boolean[] {true, false}) {
            if (clean) {
                world().reopen();
            } else {
                world().crash();
            }
            for (int i = 50; i >= 1; i--) {
                assertEquals(i - 1, world().log().entryAtIndex(i).orElseThrow().baseOffset());
                assertEquals(i, world().log().entryAtOffset(i - 1).orElseThrow().index());
            }
        }
    }

    @Test
    default void changesAfterACleanStopSurviveACrash() {
        world().fill(1, 12);
        world().reopen();
        world().log().truncateSuffix(10);
        world().crash();
        assertEquals(9, world().log().bounds().lastIndex());
        world().reopen();
        world().append(Batches.of(3, "x"));
        world().log().sync();
        world().crash();
        assertEquals(10, world().values().size());
        assertEquals("x", world().values().getLast());
    }

    private static LogBounds afterSync(LogBounds bounds) {
        return new LogBounds(
                bounds.firstIndex(),
                bounds.lastIndex(),
                bounds.startOffset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                bounds.lastIndex());
    }
}
