package io.gokafka.broker.partition;

import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.broker.compaction.CompactionHistory;
import io.gokafka.broker.partition.SnapshotSaver.Image;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link PartitionState} in step with a log, and saves it now and then: so that a start need not read the whole log, and the log
 * can begin later.
 *
 * <p>A saved state must be that of a committed prefix, while this one runs ahead with what is appended: so an image is taken at an
 * append and saved once that entry is committed.
 *
 * <p>Threading: called by the thread that changes the log, and by the group's thread; they are told apart by the lock.
 */
final class StateTracker implements ObservedLog.Observer, ReplicaListener {
    private static final long SAVE_AFTER_BYTES = 64L << 20;
    private static final int SCAN_BYTES = 1 << 20;

    private final PartitionState state;
    private final CommittedMark<Long> logStart = new CommittedMark<>(0L, Math::max);
    private final CommittedMark<CompactionMark> compaction =
            new CommittedMark<>(CompactionHistory.NONE.mark(), CompactionMark::after);
    private final CommittedBytes committedBytes = new CommittedBytes();
    private final PartitionLog log;
    private final SnapshotStore snapshots;
    private final InstantSource clock;
    private final SnapshotSaver saver;
    private long seenIndex;
    private long commitIndex;
    private long bytesSinceImage;
    private boolean saveWanted;
    private @Nullable Image image;
    private boolean stale;

    /**
     * Makes one, up to date with the log.
     *
     * @param saver stores images
     */
    StateTracker(PartitionLog log, SnapshotStore snapshots, InstantSource clock, SnapshotSaver saver) {
        this.log = log;
        this.snapshots = snapshots;
        this.clock = clock;
        this.state = new PartitionState(clock);
        this.saver = saver;
        rebuild();
    }

    /** The producers, in step with everything appended. */
    synchronized ProducerTable producers() {
        if (stale) {
            rebuild();
        }
        return state.producers();
    }

    /** The first offset that clients see; what the log has before it is no more than the rest of a batch, or about to go. */
    long logStart() {
        return Math.max(logStart.get(), log.bounds().startOffset());
    }

    /** Up to where the log is to be compacted. */
    CompactionMark compactionMark() {
        return compaction.get();
    }

    /** What is to be compacted, in step with everything appended. */
    synchronized CompactionHistory compactionHistory() {
        if (stale) {
            rebuild();
        }
        return state.compaction();
    }

    /** How much is committed: see {@link CommittedBytes}. */
    long committedBytes() {
        return committedBytes.total();
    }

    @Override
    public synchronized void onAppend(LogBounds after, List<ByteBuffer> batches) {
        if (stale) {
            rebuild(); // now, while there is little to read, and not when this replica takes the lead
        }
        List<RecordBatch> appended = new ArrayList<>(batches.size());
        long index = after.lastIndex();
        for (ByteBuffer each : batches) {
            RecordBatch batch = RecordBatch.at(each);
            appended.add(batch);
            index -= batch.entries();
        }
        for (RecordBatch batch : appended) {
            index += batch.entries();
            if (batch.takesOffsets()) {
                committedBytes.appended(batch.baseOffset(), batch.sizeInBytes());
            }
            note(index, batch);
        }
        if (saveWanted || (bytesSinceImage >= SAVE_AFTER_BYTES && image == null)) {
            takeImage(after.lastIndex());
        }
    }

    @Override
    public synchronized void onRewrite() {
        stale = true;
        image = null;
        forgetPending();
        committedBytes.rewritten();
    }

    @Override
    public void onRole(Role role) {
        // the state depends on the log alone
    }

    @Override
    public synchronized void onCommit(long index, long highWatermark) {
        commitIndex = index;
        committedBytes.committed(highWatermark);
        logStart.committed(index);
        compaction.committed(index);
        Image taken = image;
        if (taken != null && taken.index() <= index) {
            image = null;
            saver.later(taken);
        }
    }

    @Override
    public synchronized void onSnapshot(Snapshot snapshot) {
        stale = true;
        image = null;
        PartitionState given = new PartitionState(clock);
        given.restore(snapshot.state());
        restored(given);
    }

    @Override
    public void onFailure(Throwable fault) {
        // nothing to save: the next start reads the log
    }

    /** Forgets producers that have been silent for long. */
    void forgetSilent(long now, Duration silence) {
        producers().forgetSilentSince(now - silence.toMillis());
    }

    /** Saves the state soon, for the snapshot is too old for what the log may drop; with the next append when one is underway. */
    synchronized void saveSoon() {
        saveWanted = true;
        if (isAllCommitted(commitIndex)) {
            saveWanted = false;
            saver.later(new Image(seenIndex, state.image()));
        }
    }

    /** Saves the state of a log that is not written to any more, if all of it is committed. */
    void saveAtClose(long committed) {
        Image last;
        synchronized (this) {
            if (!isAllCommitted(committed)) {
                return;
            }
            last = new Image(seenIndex, state.image());
        }
        saver.now(last); // without the lock: the group's thread may want it
    }

    private boolean isAllCommitted(long committed) {
        long last = log.bounds().lastIndex();
        return !stale && last == committed && last == seenIndex && last > 0;
    }

    /**
     * Takes note of a batch; a rebuild may have read an entry already whose append is reported only now.
     *
     * @param index of the last entry that it stands for
     */
    private void note(long index, RecordBatch batch) {
        if (index <= seenIndex) {
            return;
        }
        state.apply(batch);
        if (!batch.takesOffsets()) {
            noteOwn(index, batch);
        }
        seenIndex = index;
        bytesSinceImage += batch.sizeInBytes();
    }

    /** What an entry without offsets says of the log waits for a snapshot that knows of it: nothing is removed before. */
    private void noteOwn(long index, RecordBatch batch) {
        LogStart.of(batch).ifPresent(start -> {
            logStart.appended(index, start.offset());
            saveWanted = true;
        });
        CompactionMark.of(batch).ifPresent(mark -> {
            compaction.appended(index, mark);
            saveWanted = true;
        });
    }

    /** The next rebuild finds those that are still there. */
    private void forgetPending() {
        logStart.forgetPending();
        compaction.forgetPending();
    }

    private void restored(PartitionState from) {
        logStart.restored(from.logStart());
        compaction.restored(from.compaction().mark());
    }

    private void takeImage(long index) {
        image = new Image(index, state.image());
        bytesSinceImage = 0;
        saveWanted = false;
    }

    /** Reads what the log has after the snapshot. A snapshot that is ahead of the log covers all of it. */
    private void rebuild() {
        Optional<Snapshot> snapshot = snapshots.load();
        state.restore(snapshot.map(Snapshot::state).orElse(new byte[0]));
        forgetPending();
        restored(state);
        LogBounds bounds = log.bounds();
        seenIndex =
                Math.max(bounds.firstIndex() - 1, snapshot.map(Snapshot::index).orElse(0L));
        bytesSinceImage = 0;
        while (seenIndex < bounds.lastIndex()) {
            scan(bounds.lastIndex());
        }
        logStart.committed(commitIndex);
        compaction.committed(commitIndex);
        stale = false;
    }

    private void scan(long to) {
        long before = seenIndex;
        EntryRun read = EntryVerifier.read(log, before + 1, to, SCAN_BYTES);
        long index = read.firstIndex() - 1;
        for (RecordBatch batch : read.batches()) {
            index += batch.entries();
            note(index, batch);
        }
        if (seenIndex == before) {
            throw new IllegalStateException("the log has no entry " + (before + 1) + " although it ends at " + to);
        }
    }
}
