package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One writer, one that syncs, many readers. */
public interface ConcurrencyRules extends HasStorage {
    /** Entries that the writer of a test appends. */
    int ENTRIES = 1000;

    @Test
    default void readersSeeWholeEntriesInOrderWhileTheLogGrows() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(() -> followToTheEnd(world().log(), done)));
            }
            fillAndFinish(done);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    private void fillAndFinish(AtomicBoolean done) {
        try {
            world().fill(1, ENTRIES);
        } finally {
            done.set(true);
        }
    }

    private static void followToTheEnd(PartitionLog log, AtomicBoolean done) {
        long next = 0;
        boolean last = false;
        while (!last) {
            last = done.get();
            for (RecordBatch batch : Batches.in(log.read(next, Long.MAX_VALUE, 2000))) {
                assertEquals(next, batch.baseOffset());
                assertEquals(Long.toString(next), batch.records().getFirst().valueText());
                next = batch.nextOffset();
            }
            last &= next == log.bounds().endOffset();
            last |= done.get() && next == ENTRIES;
        }
    }

    @Test
    default void syncRunsBesideAppends() throws Exception {
        PartitionLog log = world().log();
        AtomicLong appended = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> syncers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                syncers.add(threads.submit(() -> {
                    while (!done.get()) {
                        long before = appended.get();
                        long durable = log.sync();
                        assertTrue(durable >= before, durable + " durable, " + before + " appended before");
                        assertTrue(log.bounds().durableIndex() >= durable);
                    }
                }));
            }
            try {
                for (int i = 0; i < ENTRIES; i++) {
                    appended.set(world().append(Batches.of(1, "" + i)).lastIndex());
                }
            } finally {
                done.set(true);
            }
            for (Future<?> syncer : syncers) {
                syncer.get();
            }
        }
        assertEquals(ENTRIES, log.sync());
    }

    @Test
    default void readersNeverMixTermsWhileTheEndIsReplaced() throws ExecutionException, InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        world().fill(1, 20);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> reader = threads.submit(() -> readUntil(done, world().log()));
            Future<?> finder = threads.submit(() -> findUntil(done, world().log()));
            try {
                for (int term = 2; term < 60; term++) {
                    world().log().truncateSuffix(20 - term % 9);
                    String text = Integer.toString(term);
                    while (world().log().bounds().lastIndex() < 24) {
                        world().append(Batches.of(term, text));
                    }
                }
            } finally {
                done.set(true);
            }
            reader.get();
            finder.get();
        }
    }

    /** A batch's text is the term that wrote it, from index 21 on; offsets and terms never go back within a slice. */
    private static void readUntil(AtomicBoolean done, PartitionLog log) {
        while (!done.get()) {
            LogBounds bounds = log.bounds();
            try {
                long expected = bounds.startOffset();
                long term = 0;
                for (RecordBatch batch : Batches.in(log.read(expected, Long.MAX_VALUE, Integer.MAX_VALUE))) {
                    assertEquals(expected, batch.baseOffset());
                    assertTrue(batch.leaderEpoch() >= term);
                    if (batch.leaderEpoch() > 1) {
                        assertEquals(
                                Integer.toString(batch.leaderEpoch()),
                                batch.records().getFirst().valueText());
                    }
                    expected = batch.nextOffset();
                    term = batch.leaderEpoch();
                }
            } catch (StorageException | OffsetOutOfRangeException truncatedMeanwhile) {
                assertTrue(log.bounds().firstIndex() == 1);
            }
        }
    }

    @Test
    default void readersMissNothingWhileTheBeginningIsDropped() throws ExecutionException, InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        world().fill(1, 50);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> reader = threads.submit(() -> readFromTheStartUntil(done, world().log()));
            try {
                for (int round = 0; round < 100; round++) {
                    world().fill(1, 10);
                    world().log().dropPrefix(world().log().bounds().firstIndex() + 10);
                }
                world().log().reset(5000, 7000, 1);
                world().fill(1, 10);
            } finally {
                done.set(true);
            }
            reader.get();
        }
    }

    /** What is read begins where it was asked to; or the offset is not there any more, and that is said. */
    private static void readFromTheStartUntil(AtomicBoolean done, PartitionLog log) {
        while (!done.get()) {
            LogBounds bounds = log.bounds();
            long offset = bounds.startOffset();
            try {
                List<RecordBatch> batches = Batches.in(log.read(offset, Long.MAX_VALUE, 300));
                assertTrue(batches.isEmpty() || batches.getFirst().baseOffset() == offset, bounds::toString);
                log.entryAtOffset(offset).ifPresent(entry -> assertEquals(offset, entry.baseOffset()));
                batches = Batches.in(log.readEntries(bounds.firstIndex(), Long.MAX_VALUE, 300));
                assertTrue(batches.isEmpty() || batches.getFirst().baseOffset() == offset, bounds::toString);
            } catch (OffsetOutOfRangeException dropped) {
                assertTrue(log.bounds().startOffset() > offset, dropped::getMessage);
            }
        }
    }

    private static void findUntil(AtomicBoolean done, PartitionLog log) {
        while (!done.get()) {
            for (long index = 10; index < 26; index++) {
                Optional<EntryPosition> entry = log.entryAtIndex(index);
                assertTrue(entry.isEmpty() || entry.get().index() == index);
                log.entryAtOffset(index).ifPresent(found -> assertTrue(found.sizeInBytes() > 0));
            }
        }
    }
}
