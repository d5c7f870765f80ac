package io.gokafka.broker.partition;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.StorageException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link ProducerTable} in step with a log, and saves it now and then so that a start need not read the whole log.
 *
 * <p>A saved table must describe a committed prefix, while the table runs ahead with what is appended: so an image is taken at an
 * append and saved once that entry is committed.
 *
 * <p>Threading: called by the thread that changes the log, and by the group's thread; they are told apart by the lock.
 */
final class ProducerTracker implements ObservedLog.Observer, ReplicaListener {
    private static final System.Logger LOG = System.getLogger(ProducerTracker.class.getName());
    private static final long SAVE_AFTER_BYTES = 64L << 20;
    private static final int SCAN_BYTES = 1 << 20;

    private final ProducerTable table = new ProducerTable();
    private final PartitionLog log;
    private final SnapshotStore snapshots;
    private final BiConsumer<Long, byte[]> save;
    private long seenOffset;
    private long bytesSinceImage;
    private long imageIndex;
    private byte @Nullable [] image;
    private boolean stale;

    /**
     * Makes one, up to date with the log.
     *
     * @param save stores an image as of an index; it is called on a thread of its own
     */
    ProducerTracker(PartitionLog log, SnapshotStore snapshots, BiConsumer<Long, byte[]> save) {
        this.log = log;
        this.snapshots = snapshots;
        this.save = save;
        rebuild();
    }

    /** The table, in step with everything appended. */
    synchronized ProducerTable table() {
        if (stale) {
            rebuild();
        }
        return table;
    }

    @Override
    public synchronized void onAppend(LogBounds after, List<ByteBuffer> batches) {
        if (stale) {
            rebuild(); // now, while there is little to read, and not when this replica takes the lead
        } else {
            batches.forEach(bytes -> note(RecordBatch.at(bytes)));
        }
        if (bytesSinceImage >= SAVE_AFTER_BYTES && image == null) {
            takeImage(after.lastIndex());
        }
    }

    @Override
    public synchronized void onRewrite() {
        stale = true;
        image = null;
    }

    @Override
    public void onRole(Role role) {
        // the table depends on the log alone
    }

    @Override
    public synchronized void onCommit(long commitIndex, long highWatermark) {
        byte[] taken = image;
        if (taken != null && imageIndex <= commitIndex) {
            long index = imageIndex;
            image = null;
            Thread.ofVirtual().name("producer-snapshot").start(() -> save(index, taken));
        }
    }

    @Override
    public synchronized void onSnapshot(Snapshot snapshot) {
        stale = true;
        image = null;
    }

    @Override
    public void onFailure(Throwable fault) {
        // nothing to save: the next start reads the log
    }

    /** Saves the table of a log that is not written to any more, if all of it is committed. */
    synchronized void saveAtClose(long commitIndex) {
        long last = log.bounds().lastIndex();
        if (!stale && last == commitIndex && last > 0) {
            save(last, table.image());
        }
    }

    /** Without it the next start reads more of the log: no reason to stop anything. */
    private void save(long index, byte[] taken) {
        try {
            save.accept(index, taken);
        } catch (ConsensusException | StorageException e) {
            LOG.log(Level.INFO, "producers not saved as of index {0}: {1}", index, e.getMessage());
        }
    }

    /** A rebuild may have read an entry already whose append is reported only now. */
    private void note(RecordBatch batch) {
        if (batch.baseOffset() >= seenOffset) {
            table.onAppend(batch);
            seenOffset = batch.nextOffset();
            bytesSinceImage += batch.sizeInBytes();
        }
    }

    private void takeImage(long index) {
        image = table.image();
        imageIndex = index;
        bytesSinceImage = 0;
    }

    /** Reads what the log has after the snapshot. A snapshot that is ahead of the log covers all of it. */
    private void rebuild() {
        Optional<Snapshot> snapshot = snapshots.load();
        table.restore(snapshot.map(Snapshot::state).orElse(new byte[0]));
        LogBounds bounds = log.bounds();
        seenOffset =
                Math.max(bounds.startOffset(), snapshot.map(Snapshot::offset).orElse(0L));
        bytesSinceImage = 0;
        long next = Math.max(bounds.firstIndex(), snapshot.map(Snapshot::index).orElse(0L) + 1);
        while (next <= bounds.lastIndex()) {
            next += scan(next, bounds.lastIndex());
        }
        stale = false;
    }

    private long scan(long from, long to) {
        long count = 0;
        try (LogSlice slice = log.readEntries(from, to, SCAN_BYTES)) {
            for (RecordBatch batch : RecordBatches.in(slice.toBuffer())) {
                note(batch);
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalStateException("the log has no entry " + from + " although it ends at " + to);
        }
        return count;
    }
}
