package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Compaction, of storages that {@linkplain io.gokafka.api.storage.Storage#canCompact can}; those that cannot must say so. */
public interface RewriteRules extends HasStorage {
    /** Leaves the entries whose base offset is wanted. */
    private static EntryFilter keeping(LongPredicate wanted) {
        return batch -> Optional.of(batch).filter(b -> wanted.test(b.baseOffset()));
    }

    private PartitionLog filled(int entries) {
        assumeTrue(world().storage().canCompact(), "this storage does not compact");
        world().fill(1, entries);
        return world().log();
    }

    /** Where the last sealed piece ends. */
    private static long sealedEnd(PartitionLog log) {
        return log.segments().getLast().firstIndex() - 1;
    }

    private static boolean rewriteSealed(PartitionLog log, EntryFilter filter) {
        return log.rewrite(log.segments().getFirst().firstIndex(), sealedEnd(log), filter);
    }

    @Test
    default void aStorageThatCannotCompactSaysSo() {
        assumeTrue(!world().storage().canCompact(), "this storage compacts");
        world().fill(1, 40);
        PartitionLog log = world().log();
        assertThrows(UnsupportedOperationException.class, () -> rewriteSealed(log, keeping(offset -> true)));
        assertThrows(UnsupportedOperationException.class, () -> log.noteCompacted(1));
        assertEquals(0, log.compactedIndex());
    }

    @Test
    default void whatIsLeftKeepsItsPlaceAndTheRestBecomesHoles() {
        PartitionLog log = filled(100);
        long end = sealedEnd(log);
        long size = log.sizeInBytes();

        assertTrue(rewriteSealed(log, keeping(offset -> offset % 10 == 3)));

        for (int round = 0; round < 2; round++) {
            PartitionLog now = world().log();
            assertEquals(100, now.bounds().lastIndex());
            assertEquals(100, now.bounds().endOffset());
            assertTrue(now.sizeInBytes() < size);
            SegmentRules.checkPieces(now);
            for (long index = 1; index <= end; index++) {
                EntryPosition entry = now.entryAtIndex(index).orElseThrow();
                boolean kept = (index - 1) % 10 == 3;
                assertEquals(kept, entry.entries() == 1 && entry.maxTimestamp() == Batches.TIME);
                assertTrue(entry.index() <= index && entry.lastIndex() >= index);
                assertEquals(entry.index() - 1, entry.baseOffset());
                assertEquals(1, now.termAt(index));
            }
            assertEquals(expected(end), NoOffsetRules.valuesOf(now));
            world().reopen();
        }
        world().fill(1, 5);
        assertEquals(105, world().log().bounds().endOffset());
    }

    private static List<String> expected(long end) {
        List<String> values = new ArrayList<>();
        for (int offset = 0; offset < 100; offset++) {
            if (offset >= end || offset % 10 == 3) {
                values.add(Integer.toString(offset));
            }
        }
        return values;
    }

    @Test
    default void holesThatMeetBecomeOneButNeverOverTheEndOfATerm() {
        assumeTrue(world().storage().canCompact());
        for (int term = 1; term <= 3; term++) {
            world().fill(term, 30);
        }
        world().fill(4, 20);
        PartitionLog log = world().log();

        assertTrue(rewriteSealed(log, keeping(offset -> offset == 10)));
        assertTrue(rewriteSealed(log, keeping(offset -> false)));

        assertEquals(30, log.entryAtIndex(5).orElseThrow().entries());
        assertEquals(30, log.entryAtIndex(35).orElseThrow().entries());
        assertEquals(3, log.termAt(90));
        assertEquals(
                List.of(1L, 2L, 3L, 4L), log.terms().stream().map(t -> t.term()).toList());
    }

    @Test
    default void entriesWithoutOffsetsStay() {
        assumeTrue(world().storage().canCompact());
        for (int term = 1; term <= 20; term++) {
            world().append(Batches.control(Batches.TIME, term));
            world().fill(term, 5);
        }
        PartitionLog log = world().log();
        long end = sealedEnd(log);
        List<RecordBatch> shown = new ArrayList<>();
        assertTrue(rewriteSealed(log, batch -> {
            shown.add(batch);
            return Optional.empty();
        }));

        assertTrue(shown.stream().allMatch(RecordBatch::takesOffsets));
        for (long index = 1; index <= end; index += 6) {
            assertFalse(log.entryAtIndex(index).orElseThrow().takesOffsets());
        }
        assertEquals(20, log.terms().size());
    }

    @Test
    default void aPartOfABatchMayStay() {
        assumeTrue(world().storage().canCompact());
        for (int i = 0; i < 40; i++) {
            world().append(Batches.of(1, "a" + i, "b" + i));
        }
        PartitionLog log = world().log();
        assertTrue(rewriteSealed(log, batch -> {
            RecordBatch smaller = RecordBatch.at(Batches.spanning(batch, "b" + batch.baseOffset() / 2));
            return Optional.of(smaller);
        }));

        EntryPosition entry = log.entryAtOffset(4).orElseThrow();
        assertEquals(3, entry.index());
        assertEquals(6, entry.nextOffset());
        try (LogSlice slice = log.read(4, 6, Integer.MAX_VALUE)) {
            assertEquals(List.of("b2"), Batches.values(slice));
        }
    }

    @Test
    default void aFilterThatMovesAnOffsetIsRefusedAndChangesNothing() {
        PartitionLog log = filled(40);
        List<String> before = world().values();
        assertThrows(
                IllegalArgumentException.class,
                () -> rewriteSealed(log, batch -> Optional.of(RecordBatch.at(Batches.of(1, "x", "y")))));
        assertThrows(
                IllegalStateException.class,
                () -> rewriteSealed(log, batch -> {
                    throw new IllegalStateException("no");
                }));
        assertEquals(before, world().values());
        world().fill(1, 1);
        assertTrue(rewriteSealed(log, keeping(offset -> false)));
    }

    @Test
    default void onlyWholeSealedPiecesAreRewritten() {
        PartitionLog log = filled(100);
        EntryFilter none = keeping(offset -> false);
        long end = sealedEnd(log);
        assertThrows(IllegalArgumentException.class, () -> log.rewrite(2, end, none));
        assertThrows(IllegalArgumentException.class, () -> log.rewrite(1, end - 1, none));
        assertThrows(IllegalArgumentException.class, () -> log.rewrite(1, 100, none));
        assertThrows(IllegalArgumentException.class, () -> log.rewrite(end + 1, 100, none));
        assertEquals(100, world().values().size());
    }

    @Test
    default void whatNothingIsLeftOutOfStaysAsItIs() {
        PartitionLog log = filled(60);
        List<LogSegment> before = log.segments();
        assertFalse(log.rewrite(1, before.get(1).firstIndex() - 1, keeping(offset -> true)));
        assertEquals(before, log.segments());
    }

    @Test
    default void piecesThatAreRewrittenTogetherBecomeOne() {
        PartitionLog log = filled(100);
        List<LogSegment> before = log.segments();
        assertTrue(rewriteSealed(log, keeping(offset -> offset % 20 == 0)));
        List<LogSegment> after = log.segments();
        assertTrue(after.size() < before.size());
        assertEquals(before.getLast(), after.getLast());
        long size = after.stream().mapToLong(LogSegment::sizeInBytes).sum();
        assertEquals(size, log.sizeInBytes());
    }

    @Test
    default void aRewrittenLogIsTruncatedDroppedAndResetLikeAnother() {
        PartitionLog log = filled(100);
        assertTrue(rewriteSealed(log, keeping(offset -> offset % 10 == 0)));
        log.dropPrefix(45);
        assertEquals(42, log.bounds().firstIndex());
        log.truncateSuffix(65);
        assertEquals(61, log.bounds().lastIndex());
        world().log().sync();
        world().crash();
        assertEquals(List.of("50", "60"), NoOffsetRules.valuesOf(world().log()));
        assertEquals(61, world().log().bounds().endOffset());
        world().log().reset(500, 700, 3);
        world().fill(4, 3);
        assertEquals(List.of("700", "701", "702"), world().values());
    }

    @Test
    default void aLogThatWasTruncatedWithinItsFirstHoleIsRewritten() {
        assumeTrue(world().storage().canCompact());
        world().append(Batches.hole(1, 1, 1), Batches.hole(1, 5, 5)); // in one piece
        world().log().dropPrefix(4);
        world().log().truncateSuffix(5);
        world().fill(2, 40);
        PartitionLog log = world().log();
        long end = sealedEnd(log);

        assertTrue(rewriteSealed(log, keeping(offset -> false)));
        assertEquals(new EntryPosition(2, 2, 1, end, -1, RecordBatch.HEADER_SIZE, (int) end - 1), firstOf(log));
        world().reopen();
        assertEquals(41, world().log().bounds().lastIndex());
        assertEquals(41, world().log().bounds().endOffset());
    }

    private static EntryPosition firstOf(PartitionLog log) {
        return log.entryAtIndex(log.bounds().firstIndex()).orElseThrow();
    }

    @Test
    default void slicesOfBeforeStayReadable() {
        PartitionLog log = filled(60);
        try (LogSlice slice = log.readEntries(1, 60, Integer.MAX_VALUE)) {
            assertTrue(rewriteSealed(log, keeping(offset -> false)));
            assertEquals(60, Batches.values(LogSlice.of(slice.toBuffer())).size());
        }
    }

    @Test
    default void nothingHappensToAPartThatIsGone() {
        PartitionLog log = filled(100);
        for (long start : new long[] {3, 30}) { // within the part's first piece, and behind it
            List<String> after = new ArrayList<>();
            assertFalse(rewriteSealed(log, batch -> {
                if (after.isEmpty()) {
                    log.dropPrefix(start);
                    after.addAll(world().values());
                }
                return Optional.empty();
            }));
            assertEquals(101 - start, after.size());
            assertEquals(after, world().values());
        }
        List<String> after = world().values();
        world().reopen();
        assertEquals(after, world().values());
    }

    @Test
    default void appendsGoOnMeanwhile() {
        PartitionLog log = filled(40);
        assertTrue(rewriteSealed(log, batch -> {
            world().fill(2, 1);
            return Optional.empty();
        }));
        long end = log.bounds().endOffset();
        assertEquals(log.bounds().lastIndex(), end);
        log.sync();
        world().crash();
        assertEquals(end, world().log().bounds().endOffset());
        assertSame(2, (int) world().log().bounds().lastTerm());
    }

    @Test
    default void whatWasNotedIsThereAfterACrashAndGoneAfterAReset() {
        PartitionLog log = filled(40);
        assertEquals(0, log.compactedIndex());
        log.noteCompacted(17);
        assertEquals(17, log.compactedIndex());
        world().fill(1, 40);
        world().log().sync();
        world().crash();
        assertEquals(17, world().log().compactedIndex());
        world().reopen();
        assertEquals(17, world().log().compactedIndex());
        assertThrows(IllegalArgumentException.class, () -> world().log().noteCompacted(81));
        world().log().reset(9, 9, 1);
        assertEquals(0, world().log().compactedIndex());
    }

    @Test
    default void aLogThatWasTruncatedBelowWhatWasNotedGoesOn() {
        PartitionLog log = filled(40);
        log.noteCompacted(17);
        log.truncateSuffix(9);
        assertTrue(log.compactedIndex() >= 0 && log.compactedIndex() <= 17);
        assertThrows(IllegalArgumentException.class, () -> log.noteCompacted(9));
        log.noteCompacted(5);
        world().crash();
        assertEquals(5, world().log().compactedIndex());
        world().fill(1, 20);
        assertEquals(5, world().log().compactedIndex());
    }

    @Test
    default void readersMeetOneOfBothAtEveryMoment() throws ExecutionException, InterruptedException {
        PartitionLog log = filled(200);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> readUntil(done, log)));
            }
            try {
                for (int step = 1; step <= 64; step *= 2) {
                    int every = step;
                    rewriteSealed(log, keeping(offset -> offset % every == 0));
                    world().fill(1, 20);
                }
            } finally {
                done.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    /** Offsets follow each other, whatever is in them; a record is where it always was. */
    private static void readUntil(AtomicBoolean done, PartitionLog log) {
        while (!done.get()) {
            long next = 0;
            for (RecordBatch batch : Batches.in(log.read(0, Long.MAX_VALUE, Integer.MAX_VALUE))) {
                assertEquals(next, batch.baseOffset());
                if (!batch.isHole()) {
                    assertEquals(Long.toString(next), batch.records().getFirst().valueText());
                }
                next = batch.nextOffset();
            }
            for (long index = 1; index <= 200; index += 7) {
                EntryPosition entry = log.entryAtIndex(index).orElseThrow();
                assertEquals(entry.index() - 1, entry.baseOffset());
                assertTrue(entry.lastIndex() >= index);
            }
        }
    }
}
