package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.by;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.broker.fake.MemoryDisk;
import io.gokafka.tck.consensus.Await;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProducerTrackerTest {
    private final ReplicaStore store = new MemoryDisk().open().open(new LogId("log"), LogConfig.DEFAULT);
    private final List<Long> saved = new ArrayList<>();
    private final ProducerTracker tracker = track();
    private final ObservedLog log = new ObservedLog(store.log(), tracker);

    private ProducerTracker track() {
        return new ProducerTracker(store.log(), store.snapshots(), this::save);
    }

    private void save(long index, byte[] image) {
        synchronized (saved) {
            saved.add(index);
        }
        long offset = store.log().entryAtIndex(index).orElseThrow().nextOffset();
        store.snapshots().store(new Snapshot(index, store.log().termAt(index), offset, List.of(), image));
    }

    private void append(RecordBatch batch) {
        batch.assign(0, 1);
        log.append(log.bounds().lastIndex() + 1, List.of(batch.buffer()));
    }

    private int lastSequence(ProducerTracker of, long producer) {
        return of.table().get(producer).orElseThrow().lastSequence();
    }

    @Test
    void aNewTrackerReadsTheSnapshotAndWhatTheLogHasAfterIt() {
        append(by(7, 0, "a"));
        tracker.saveAtClose(log.bounds().lastIndex());
        append(by(7, 1, "b", "c"));
        append(by(8, 0, "d"));
        ProducerTracker again = track();
        assertEquals(2, lastSequence(again, 7));
        assertEquals(0, lastSequence(again, 8));
        assertTrue(again.table().get(7).orElseThrow().find(0, 0).isPresent(), "what the snapshot had");
    }

    @Test
    void whatIsNotCommittedIsNotSaved() {
        append(by(7, 0, "a"));
        append(by(7, 1, "b"));
        tracker.saveAtClose(1);
        assertEquals(List.of(), saved);
    }

    @Test
    void aTableThatCannotBeSavedStopsNothing() {
        append(by(7, 0, "a"));
        ProducerTracker unlucky = new ProducerTracker(store.log(), store.snapshots(), (index, image) -> {
            throw new ConsensusException.ReplicaFailed("closed", null);
        });
        unlucky.saveAtClose(1);
        assertEquals(0, lastSequence(unlucky, 7));
    }

    @Test
    void theTableFollowsATruncationAndTheAppendsAfterIt() {
        append(by(7, 0, "a"));
        append(by(7, 1, "lost"));
        append(by(8, 0, "lost"));
        log.truncateSuffix(2);
        assertEquals(0, lastSequence(tracker, 7));
        assertTrue(tracker.table().get(8).isEmpty());
        append(by(8, 0, "new"));
        append(by(8, 1, "new"));
        assertEquals(1, lastSequence(tracker, 8));
    }

    @Test
    void anAppendAfterATruncationRebuildsTheTableAtOnce() {
        append(by(7, 0, "a"));
        append(by(7, 1, "lost"));
        log.truncateSuffix(2);
        append(by(7, 1, "new", "new"));
        assertEquals(2, lastSequence(tracker, 7));
        assertEquals(2, tracker.table().get(7).orElseThrow().recent().size());
    }

    @Test
    void aSnapshotAheadOfTheLogIsNotChangedByTheEntriesThatItCovers() {
        ProducerTable ahead = new ProducerTable();
        RecordBatch later = by(7, 1, "b");
        later.assign(1, 1);
        ahead.onAppend(later);
        store.snapshots().store(new Snapshot(2, 1, 2, List.of(), ahead.image()));
        log.reset(1, 0, 0);
        tracker.onSnapshot(store.snapshots().load().orElseThrow());
        append(by(7, 0, "a"));
        append(by(7, 1, "b"));
        assertEquals(1, lastSequence(tracker, 7));
        assertEquals(1, tracker.table().get(7).orElseThrow().recent().size(), "it was noted once");
        append(by(7, 2, "c"));
        assertEquals(2, lastSequence(tracker, 7));
    }

    @Test
    void anImageIsTakenNowAndThenAndSavedOnceItsEntryIsCommitted() {
        String large = "x".repeat(8 << 20);
        for (int i = 0; i < 9; i++) {
            append(by(7, i, large));
        }
        tracker.onCommit(7, 7);
        tracker.onCommit(9, 9);
        Await.until("the image is saved", () -> store.snapshots().load().isPresent());
        long index = store.snapshots().load().orElseThrow().index();
        assertTrue(index == 8 || index == 9, "at index " + index);
        assertEquals(8, lastSequence(track(), 7));
    }

    @Test
    void theTableIsBoundedAndForgetsWhoWasSilentLongest() {
        ProducerTable table = new ProducerTable();
        for (long producer = 0; producer < ProducerTable.MAX_PRODUCERS; producer++) {
            table.onAppend(by(producer, 0, "a"));
        }
        table.onAppend(by(0, 1, "b"));
        table.onAppend(by(ProducerTable.MAX_PRODUCERS, 0, "one more"));
        assertEquals(ProducerTable.MAX_PRODUCERS, table.size());
        assertTrue(table.get(0).isPresent());
        assertTrue(table.get(1).isEmpty());
    }

    @Test
    void anImageRestoresTheSameTableWithTheSameOrder() {
        Random random = new Random(42);
        ProducerTable table = new ProducerTable();
        for (int i = 0; i < 500; i++) {
            table.onAppend(by(random.nextInt(20), random.nextInt(3), random.nextInt(100), "v"));
        }
        ProducerTable restored = new ProducerTable();
        restored.restore(table.image());
        assertEquals(ByteBuffer.wrap(table.image()), ByteBuffer.wrap(restored.image()));
        restored.restore(new byte[0]);
        assertEquals(0, restored.size());
        byte[] cut = java.util.Arrays.copyOf(table.image(), 30);
        assertThrows(RuntimeException.class, () -> restored.restore(cut));
        byte[] unknown = {9};
        assertThrows(IllegalStateException.class, () -> restored.restore(unknown));
    }

    @Test
    void anObservedLogTellsOnlyOfWhatChangedIt() {
        List<String> told = new ArrayList<>();
        ObservedLog observed = new ObservedLog(store.log(), new ObservedLog.Observer() {
            @Override
            public void onAppend(LogBounds after, List<ByteBuffer> batches) {
                told.add("append " + batches.size() + " to " + after.lastIndex() + " from "
                        + RecordBatch.at(batches.getFirst()).baseOffset());
            }

            @Override
            public void onRewrite() {
                told.add("rewrite");
            }
        });
        observed.append(1, List.of(by(7, 0, "a", "b").buffer(), by(7, 2, "c").buffer()));
        observed.truncateSuffix(3);
        observed.truncateSuffix(2);
        observed.append(2, List.of(by(7, 2, "c").buffer()));
        observed.dropPrefix(2);
        observed.reset(5, 10, 1);
        assertEquals(List.of("append 2 to 2 from 0", "rewrite", "append 1 to 2 from 2", "rewrite"), told);
    }
}
