package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finding entries by index, offset and time. */
public interface EntryRules extends HasStorage {
    @Test
    default void entryIsFoundByItsIndexAndByEachOfItsOffsets() {
        ByteBuffer batch = Batches.at(77, 2, "b", "c", "d");
        world().append(Batches.of(1, "a"), batch);
        EntryPosition expected = new EntryPosition(2, 2, 1, 4, 77, batch.remaining());

        assertEquals(Optional.of(expected), world().log().entryAtIndex(2));
        for (long offset = 1; offset < 4; offset++) {
            assertEquals(Optional.of(expected), world().log().entryAtOffset(offset));
        }
    }

    @Test
    default void entryThatIsNotThereIsEmpty() {
        world().fill(1, 20);
        world().log().dropPrefix(11);
        PartitionLog log = world().log();

        assertEquals(Optional.empty(), log.entryAtIndex(10));
        assertEquals(Optional.empty(), log.entryAtIndex(21));
        assertEquals(Optional.empty(), log.entryAtIndex(-3));
        assertEquals(Optional.empty(), log.entryAtOffset(9));
        assertEquals(Optional.empty(), log.entryAtOffset(20));
        assertEquals(11, log.entryAtIndex(11).orElseThrow().index());
        assertEquals(11, log.entryAtOffset(10).orElseThrow().index());
    }

    @Test
    default void everyEntryOfALongLogIsFound() {
        for (int i = 0; i < 300; i++) {
            world().append(Batches.of(1 + i / 100, "x", "y"));
        }
        for (int i = 1; i <= 300; i++) {
            EntryPosition entry = world().log().entryAtIndex(i).orElseThrow();
            assertEquals(i, entry.index());
            assertEquals(2L * i - 2, entry.baseOffset());
            assertEquals(Optional.of(entry), world().log().entryAtOffset(2L * i - 1));
        }
    }

    @Test
    default void entryAtTimeIsTheFirstWhoseHighestTimestampIsThatLate() {
        world().append(Batches.at(100, 1, "a"), Batches.at(300, 1, "b"), Batches.at(200, 1, "c"));
        world().append(Batches.at(50, 1, "d"));

        assertEquals(1, indexAt(-5));
        assertEquals(1, indexAt(100));
        assertEquals(2, indexAt(101));
        assertEquals(2, indexAt(300));
        assertEquals(-1, indexAt(301));
    }

    @Test
    default void entryAtTimeLooksThroughAllSegments() {
        for (int i = 1; i <= 200; i++) {
            world().append(Batches.at(1000L * i, 1, "v" + i));
        }
        for (int i = 1; i <= 200; i++) {
            assertEquals(i, indexAt(1000L * i));
            assertEquals(i, indexAt(1000L * i - 999));
        }
    }

    @Test
    default void entryAtTimeDoesNotFindDroppedOrTruncatedEntries() {
        world().append(Batches.at(900, 1, "a"), Batches.at(100, 1, "b"), Batches.at(800, 1, "c"));
        world().log().dropPrefix(2);
        assertEquals(3, indexAt(500));

        world().log().truncateSuffix(3);
        assertEquals(-1, indexAt(500));
        world().append(Batches.at(600, 2, "d"));
        assertEquals(3, indexAt(500));
    }

    private long indexAt(long time) {
        return world().log().entryAtTime(time).map(EntryPosition::index).orElse(-1L);
    }
}
