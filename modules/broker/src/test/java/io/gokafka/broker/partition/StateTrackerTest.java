package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static io.gokafka.broker.fake.TestBatches.by;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.Hole;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.broker.compaction.CompactionHistory;
import io.gokafka.broker.fake.MemoryDisk;
import io.gokafka.tck.consensus.Await;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

final class StateTrackerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(TIME));

    private final ReplicaStore store = new MemoryDisk().open().open(new LogId("log"), LogConfig.DEFAULT);
    private final List<Long> saved = new ArrayList<>();
    private final StateTracker tracker = track();
    private final ObservedLog log = new ObservedLog(store.log(), tracker);

    private StateTracker track() {
        return track(this::save);
    }

    private StateTracker track(BiPredicate<Long, byte[]> save) {
        return new StateTracker(
                store.log(), store.snapshots(), CLOCK, new SnapshotSaver(save, () -> {}, Background.threads()));
    }

    private static ProducerTable restored(byte[] image) {
        PartitionState state = new PartitionState(CLOCK);
        state.restore(image);
        return state.producers();
    }

    private boolean save(long index, byte[] image) {
        synchronized (saved) {
            saved.add(index);
        }
        long offset = store.log().entryAtIndex(index).orElseThrow().nextOffset();
        store.snapshots().store(new Snapshot(index, store.log().termAt(index), offset, List.of(), image));
        return true;
    }

    private void append(RecordBatch batch) {
        batch.assign(0, 1);
        log.append(log.bounds().lastIndex() + 1, List.of(batch.buffer()));
    }

    private int lastSequence(StateTracker of, long producer) {
        return of.producers().get(producer).orElseThrow().lastSequence();
    }

    @Test
    void aNewTrackerReadsTheSnapshotAndWhatTheLogHasAfterIt() {
        append(by(7, 0, "a"));
        tracker.saveAtClose(log.bounds().lastIndex());
        append(by(7, 1, "b", "c"));
        append(by(8, 0, "d"));
        StateTracker again = track();
        assertEquals(2, lastSequence(again, 7));
        assertEquals(0, lastSequence(again, 8));
        assertTrue(again.producers().get(7).orElseThrow().find(0, 0).isPresent(), "what the snapshot had");
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
        StateTracker unlucky = track((index, image) -> {
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
        assertTrue(tracker.producers().get(8).isEmpty());
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
        assertEquals(2, tracker.producers().get(7).orElseThrow().recent().size());
    }

    @Test
    void aSnapshotAheadOfTheLogIsNotChangedByTheEntriesThatItCovers() {
        PartitionState ahead = new PartitionState(CLOCK);
        RecordBatch later = by(7, 1, "b");
        later.assign(1, 1);
        ahead.apply(later);
        store.snapshots().store(new Snapshot(2, 1, 2, List.of(), ahead.image()));
        log.reset(1, 0, 0);
        tracker.onSnapshot(store.snapshots().load().orElseThrow());
        append(by(7, 0, "a"));
        append(by(7, 1, "b"));
        assertEquals(1, lastSequence(tracker, 7));
        assertEquals(1, tracker.producers().get(7).orElseThrow().recent().size(), "it was noted once");
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
            table.onAppend(by(producer, 0, "a"), 1);
        }
        assertFalse(table.hasForgotten());
        table.onAppend(by(0, 1, "b"), 1);
        table.onAppend(by(ProducerTable.MAX_PRODUCERS, 0, "one more"), 1);
        assertTrue(table.hasForgotten());
        assertEquals(ProducerTable.MAX_PRODUCERS, table.size());
        assertTrue(table.get(0).isPresent());
        assertTrue(table.get(1).isEmpty());
    }

    @Test
    void anImageRestoresTheSameTableWithTheSameOrder() {
        Random random = new Random(42);
        PartitionState state = new PartitionState(CLOCK);
        for (int i = 0; i < 500; i++) {
            state.apply(by(random.nextInt(20), random.nextInt(3), random.nextInt(100), "v"));
        }
        state.apply(new LogStart(9).toBatch(1));
        state.apply(new CompactionMark(8, 3, 2, TIME).toBatch());
        state.apply(new CompactionMark(20, 4, 2, TIME + 1).toBatch());
        PartitionState restored = new PartitionState(CLOCK);
        restored.restore(state.image());
        assertEquals(ByteBuffer.wrap(state.image()), ByteBuffer.wrap(restored.image()));
        assertEquals(9, restored.logStart());
        assertEquals(state.compaction(), restored.compaction());
        restored.restore(new byte[0]);
        assertEquals(0, restored.producers().size());
        assertEquals(0, restored.logStart());
        assertEquals(CompactionHistory.NONE, restored.compaction());
        byte[] cut = java.util.Arrays.copyOf(state.image(), 30);
        assertThrows(RuntimeException.class, () -> restored.restore(cut));
        byte[] unknown = {9};
        assertThrows(IllegalStateException.class, () -> restored.restore(unknown));
    }

    @Test
    void anImageOfTheFirstVersionIsUnderstood() {
        ByteBuffer image = ByteBuffer.allocate(100).put((byte) 1).putInt(1);
        image.putLong(7).putShort((short) 3).putLong(TIME).put((byte) 1);
        image.putInt(0).putInt(4).putLong(10).putLong(15);
        ProducerTable table = restored(java.util.Arrays.copyOf(image.array(), image.position()));
        assertEquals(4, table.get(7).orElseThrow().lastSequence());
        assertFalse(table.hasForgotten());
    }

    @Test
    void anImageOfTheSecondVersionIsUnderstood() {
        ByteBuffer image = ByteBuffer.allocate(100).put((byte) 2).putLong(9).put((byte) 1);
        image.putInt(1)
                .putLong(7)
                .putLong(TIME)
                .putShort((short) 3)
                .putLong(TIME)
                .put((byte) 1);
        image.putInt(0).putInt(4).putLong(10).putLong(15);
        PartitionState state = new PartitionState(CLOCK);
        state.restore(java.util.Arrays.copyOf(image.array(), image.position()));
        assertEquals(9, state.logStart());
        assertEquals(4, state.producers().get(7).orElseThrow().lastSequence());
        assertTrue(state.producers().hasForgotten());
        assertEquals(CompactionHistory.NONE, state.compaction());
    }

    @Test
    void aCompactionMarkCountsOnceItIsCommittedAndIsInTheSnapshotThen() {
        append(by(7, 0, "a", "b", "c", "d"));
        append(new CompactionMark(2, 1, 0, TIME).toBatch());
        append(new CompactionMark(3, 0, 0, TIME).toBatch());
        assertEquals(0, tracker.compactionMark().upTo());
        assertEquals(3, tracker.compactionHistory().mark().upTo());
        log.truncateSuffix(3);
        append(by(7, 4, "e"));
        tracker.onCommit(3, 5);
        CompactionMark mark = new CompactionMark(2, 1, 0, TIME);
        assertEquals(mark, tracker.compactionMark());
        assertEquals(mark, tracker.compactionHistory().mark());
        Await.until("the state is saved", () -> store.snapshots().load().isPresent());
        assertEquals(mark, track().compactionMark());
    }

    @Test
    void aHoleIsAllTheEntriesThatItStandsFor() {
        append(by(7, 0, "a"));
        append(Hole.of(5, 1, 9, 1));
        append(by(7, 1, "b"));
        assertEquals(7, log.bounds().lastIndex());
        assertEquals(1, lastSequence(tracker, 7));
        tracker.saveAtClose(7);
        assertEquals(List.of(7L), saved);
        append(Hole.of(2, 11, 2, 1));
        append(by(7, 2, "c"));
        assertEquals(2, lastSequence(track(), 7));
    }

    @Test
    void producersThatWereSilentForLongAreForgotten() {
        append(by(7, 0, "a"));
        tracker.forgetSilent(TIME + 1000, Duration.ofMillis(1001));
        assertFalse(tracker.producers().hasForgotten());
        tracker.forgetSilent(TIME + 1000, Duration.ofMillis(999));
        assertTrue(tracker.producers().get(7).isEmpty());
        assertTrue(tracker.producers().hasForgotten());
    }

    @Test
    void aStartCountsOnceItIsCommittedAndAfterATruncationOnlyIfItIsStillThere() {
        append(by(7, 0, "a", "b", "c", "d"));
        append(new LogStart(2).toBatch(1));
        assertEquals(0, tracker.logStart());
        append(new LogStart(3).toBatch(1));
        log.truncateSuffix(3);
        append(by(7, 4, "e"));
        tracker.onCommit(3, 5);
        assertEquals(2, tracker.logStart());
        append(new LogStart(1).toBatch(1));
        tracker.onCommit(4, 5);
        assertEquals(2, tracker.logStart(), "it never goes back");
    }

    @Test
    void aStartThatIsCommittedIsInTheSnapshotAndInThoseThatAreGivenTheSnapshot() {
        append(by(7, 0, "a", "b", "c", "d"));
        append(new LogStart(2).toBatch(1));
        tracker.onCommit(2, 4);
        Await.until("the state is saved", () -> store.snapshots().load().isPresent());
        assertEquals(2, track().logStart());
        StateTracker given = new StateTracker(
                new MemoryDisk()
                        .open()
                        .open(new LogId("other"), LogConfig.DEFAULT)
                        .log(),
                new MemoryDisk()
                        .open()
                        .open(new LogId("other"), LogConfig.DEFAULT)
                        .snapshots(),
                CLOCK,
                new SnapshotSaver((index, image) -> true, () -> {}, Background.threads()));
        given.onSnapshot(store.snapshots().load().orElseThrow());
        assertEquals(2, given.logStart());
    }

    @Test
    void committedBytesAreNeverCountedLate() {
        CommittedBytes bytes = new CommittedBytes();
        bytes.appended(0, 100);
        bytes.appended(2, 50);
        assertEquals(0, bytes.total());
        bytes.committed(2);
        assertEquals(100, bytes.total());
        for (int offset = 4; offset < 2000; offset++) {
            bytes.appended(offset, 10);
        }
        bytes.committed(1000);
        assertTrue(bytes.total() >= 150 + 996 * 10, "at least " + bytes.total());
        bytes.rewritten();
        assertEquals(150 + 1996 * 10, bytes.total());
        bytes.appended(3, 7);
        bytes.committed(4);
        assertEquals(150 + 1996 * 10 + 7, bytes.total());
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
