package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.LogId;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.TermStart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries of the replication itself, which take no offset: replicas read them, clients never do. */
public interface NoOffsetRules extends HasStorage {
    /** No limit of bytes. */
    int EVERYTHING = Integer.MAX_VALUE;

    private static ByteBuffer entry(long term) {
        return Batches.control(Batches.TIME, term);
    }

    @Test
    default void entryWithoutOffsetsMovesTheIndexAndNoOffset() {
        LogBounds after = world().append(entry(1));
        assertEquals(1, after.lastIndex());
        assertEquals(0, after.endOffset());

        world().append(Batches.of(1, "a"), entry(2), entry(3), Batches.of(3, "b"));

        EntryPosition second = world().log().entryAtIndex(3).orElseThrow();
        assertFalse(second.takesOffsets());
        assertEquals(1, second.baseOffset());
        assertEquals(1, second.nextOffset());
        assertEquals(2, world().log().bounds().endOffset());
        assertEquals(
                List.of(new TermStart(1, 1, 0), new TermStart(2, 3, 1), new TermStart(3, 4, 1)),
                world().log().terms());
    }

    @Test
    default void readByOffsetEndsBeforeAnEntryWithoutOffsetsAndBeginsBehindIt() {
        world().append(entry(1), Batches.of(1, "a"), Batches.of(1, "b", "c"), entry(2), entry(3), Batches.of(3, "d"));

        assertEquals(List.of("a", "b", "c"), valuesFrom(0));
        assertEquals(List.of("b", "c"), valuesFrom(1));
        assertEquals(List.of("b", "c"), valuesFrom(2));
        assertEquals(List.of("d"), valuesFrom(3));
        assertEquals(List.of(), valuesFrom(4));
        assertThrows(OffsetOutOfRangeException.class, () -> valuesFrom(5));
    }

    @Test
    default void readByOffsetOfEntriesWithoutOffsetsIsEmpty() {
        world().append(entry(1), entry(2));
        assertEquals(List.of(), valuesFrom(0));
        assertThrows(OffsetOutOfRangeException.class, () -> valuesFrom(1));

        world().append(Batches.of(2, "a"), entry(3));
        assertEquals(List.of("a"), valuesFrom(0));
        assertEquals(List.of(), valuesFrom(1));
    }

    @Test
    default void limitOfAReadCountsOffsetsOnly() {
        world().append(Batches.of(1, "a"), entry(2), Batches.of(2, "b"));
        PartitionLog log = world().log();

        assertEquals(List.of("a"), Batches.values(log.read(0, 1, EVERYTHING)));
        assertEquals(List.of(), Batches.values(log.read(1, 1, EVERYTHING)));
        assertEquals(List.of("b"), Batches.values(log.read(1, 2, 1)));
    }

    @Test
    default void readByIndexHasEveryEntry() {
        world().append(entry(1), Batches.of(1, "a"), entry(2), entry(3), Batches.of(3, "b"), entry(4));

        List<RecordBatch> read = Batches.in(world().log().readEntries(1, 6, EVERYTHING));

        assertEquals(
                List.of(0L, 0L, 1L, 1L, 1L, 2L),
                read.stream().map(RecordBatch::baseOffset).toList());
        assertEquals(
                List.of(false, true, false, false, true, false),
                read.stream().map(RecordBatch::takesOffsets).toList());
        assertEquals(1, Batches.in(world().log().readEntries(3, 3, EVERYTHING)).size());
    }

    @Test
    default void entryAtOffsetIsNeverOneWithoutOffsets() {
        world().append(entry(1), entry(1), Batches.of(1, "a", "b"), entry(2), Batches.of(2, "c"), entry(3));

        assertEquals(3, indexAtOffset(0));
        assertEquals(3, indexAtOffset(1));
        assertEquals(5, indexAtOffset(2));
        assertEquals(-1, indexAtOffset(3));
    }

    @Test
    default void timeOfAnEntryWithoutOffsetsDoesNotCount() {
        world().append(Batches.control(900, 1), Batches.at(100, 1, "a"), Batches.control(1000, 2));
        assertEquals(2, indexAtTime(50));
        assertEquals(-1, indexAtTime(101));

        world().append(Batches.at(200, 2, "b"));
        assertEquals(4, indexAtTime(101));
        for (int i = 0; i < 60; i++) {
            world().append(Batches.control(5000, 3));
        }
        assertEquals(-1, indexAtTime(201));
        world().append(Batches.at(300, 3, "c"));
        assertEquals(65, indexAtTime(201));
    }

    @Test
    default void readerThatGoesThroughManyTermsMeetsEveryRecordOnce() {
        List<String> written = manyTerms(120);
        assertEquals(written, readThrough());
        world().reopen();
        assertEquals(written, readThrough());
        world().log().sync();
        world().crash();
        assertEquals(written, readThrough());
        for (int offset = 0; offset < written.size(); offset++) {
            assertEquals(written.get(offset), valuesFrom(offset).getFirst());
        }
    }

    @Test
    default void manyEntriesWithoutOffsetsInOneSegmentAreLeftOutToo() {
        PartitionLog log =
                world().storage().open(new LogId("large-0"), LogConfig.DEFAULT).log();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            String text = Integer.toString(i);
            log.append(2L * i + 1, List.of(entry(1), Batches.of(1, text)));
            written.add(text);
        }
        assertEquals(written, readThrough(log));
        world().reopen();
        assertEquals(
                written,
                readThrough(world().storage()
                        .open(new LogId("large-0"), LogConfig.DEFAULT)
                        .log()));
    }

    @Test
    default void truncationAndDropLeaveThePlacesOfTheOthersKnown() {
        List<String> written = manyTerms(40);
        long cut = world().log().entryAtOffset(30).orElseThrow().index();
        world().log().truncateSuffix(cut);
        assertEquals(written.subList(0, 30), readThrough());

        world().append(entry(99), Batches.of(99, "30"), entry(100), Batches.of(100, "31"));
        assertEquals(written.subList(0, 32), readThrough());

        world().log().dropPrefix(world().log().entryAtOffset(7).orElseThrow().index());
        assertEquals(written.subList(7, 32), readThrough());
        world().reopen();
        assertEquals(written.subList(7, 32), readThrough());
    }

    @Test
    default void logMayBeginWithAnEntryWithoutOffsets() {
        world().append(Batches.of(1, "a"), entry(2), Batches.of(2, "b"));
        world().log().dropPrefix(2);

        assertEquals(1, world().log().bounds().startOffset());
        assertEquals(List.of("b"), valuesFrom(1));
        world().log().truncateSuffix(3);
        assertEquals(new LogBounds(2, 2, 1, 1, 2, 2), world().log().bounds());
        assertEquals(List.of(), valuesFrom(1));
    }

    /** One to three records a term, whose text is their offset, in batches of one. */
    private List<String> manyTerms(int terms) {
        List<String> written = new ArrayList<>();
        for (int term = 1; term <= terms; term++) {
            world().append(entry(term));
            for (int i = term % 4; i > 0; i--) {
                String text = Integer.toString(written.size());
                world().append(Batches.of(term, text));
                written.add(text);
            }
        }
        return written;
    }

    private List<String> readThrough() {
        return readThrough(world().log());
    }

    /** Reads as a client does: each time from where the last read ended. */
    static List<String> readThrough(PartitionLog log) {
        List<String> values = new ArrayList<>();
        long next = log.bounds().startOffset();
        while (next < log.bounds().endOffset()) {
            List<RecordBatch> batches = Batches.in(log.read(next, Long.MAX_VALUE, 700));
            for (RecordBatch batch : batches) {
                assertEquals(next, batch.baseOffset());
                values.add(batch.records().getFirst().valueText());
                next = batch.nextOffset();
            }
            assertFalse(batches.isEmpty());
        }
        return values;
    }

    /** The values of all records, read as a client does: over holes and entries without offsets. */
    static List<String> valuesOf(PartitionLog log) {
        List<String> values = new ArrayList<>();
        long next = log.bounds().startOffset();
        while (next < log.bounds().endOffset()) {
            List<RecordBatch> batches = Batches.in(log.read(next, Long.MAX_VALUE, 700));
            assertFalse(batches.isEmpty());
            for (RecordBatch batch : batches) {
                batch.records().forEach(record -> values.add(String.valueOf(record.valueText())));
                next = batch.nextOffset();
            }
        }
        return values;
    }

    private List<String> valuesFrom(long offset) {
        return Batches.values(world().log().read(offset, Long.MAX_VALUE, EVERYTHING));
    }

    private long indexAtOffset(long offset) {
        Optional<EntryPosition> entry = world().log().entryAtOffset(offset);
        return entry.map(EntryPosition::index).orElse(-1L);
    }

    private long indexAtTime(long time) {
        return world().log().entryAtTime(time).map(EntryPosition::index).orElse(-1L);
    }
}
