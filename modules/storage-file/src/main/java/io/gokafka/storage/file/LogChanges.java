package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.support.RollRule;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What every change of a log needs: the state, the lock against a sync, the manifest, new segments.
 *
 * <p>For the one thread that changes the log and the one that rewrites it; {@link #sync} for any. Locks are taken in the order
 * syncing, changing.
 */
final class LogChanges {
    /** A change that writes files. */
    interface Change<T> {
        T run() throws IOException;
    }

    private final LogContext context;
    private final LogState state;
    private final SyncedMark syncedMark;
    private final ReentrantLock syncing = new ReentrantLock();
    /** Held by every change: the thread that appends and the one that rewrites both make a view from the present one. */
    private final ReentrantLock changing = new ReentrantLock();
    /** Whether the manifest says that the log was cleanly closed. */
    private boolean marked;

    private long nextSerial;

    LogChanges(LogContext context, LogState state) {
        this.context = context;
        this.state = state;
        this.syncedMark = new SyncedMark(context.directory(), context.shared().files());
        this.marked = state.openedClean();
        this.nextSerial = 1 + youngest(state.view());
    }

    /** A rewritten segment is younger than those behind it. */
    private static long youngest(LogView view) {
        return view.segments().stream().mapToLong(Segment::serial).max().orElse(0);
    }

    /** Runs a change; when it fails, the log has failed. */
    <T> T change(Change<T> change) {
        changing.lock();
        try {
            return orFail(change);
        } finally {
            changing.unlock();
        }
    }

    private <T> T orFail(Change<T> change) {
        state.checkChangeable();
        try {
            return change.run();
        } catch (IOException e) {
            throw state.fail(e);
        } catch (CorruptLogException e) {
            if (e.getCause() instanceof IOException unreadable) {
                state.fail(unreadable); // in the middle of a change
            }
            throw e;
        }
    }

    /** Runs a change that no sync may run beside: it could take removed entries for durable ones. */
    void exclusively(Change<LogBounds> change) {
        syncing.lock();
        try {
            change(change);
        } finally {
            syncing.unlock();
        }
    }

    /** Makes durable what was appended before; the syncs of several threads become one where they meet. */
    long sync() {
        state.checkChangeable();
        long wanted = state.view().bounds().lastIndex();
        syncing.lock();
        try {
            long durable = state.view().bounds().durableIndex();
            return durable >= wanted ? durable : orFail(this::syncActive);
        } finally {
            syncing.unlock();
        }
    }

    /** Only the active segment can hold what is not durable: a roll syncs the one before. For who holds the lock of syncs. */
    long syncActive() throws IOException {
        LogView view = state.view();
        view.active().sync();
        // The segment of an older failure: its bytes were lost when it was closed to make room.
        state.checkChangeable();
        syncedMark.synced(view.active(), view.activeSize());
        return state.raiseDurable(view.bounds().lastIndex());
    }

    /** An empty segment, which the next manifest has to name. */
    Segment newSegment(Place start) throws IOException {
        SegmentInfo info = SegmentInfo.empty(nextSerial(), start.index(), start.offset());
        DiskFiles.createFile(context.directory().resolve(info.fileName()));
        Segment segment =
                new Segment(context.directory(), info, context.shared().files(), state::fail);
        segment.setLiveIndex(context.newIndex(segment.start()));
        return segment;
    }

    private long nextSerial() {
        changing.lock();
        try {
            return nextSerial++;
        } finally {
            changing.unlock();
        }
    }

    /** Ends a segment: from now on it is only read. */
    void seal(Segment segment) throws IOException {
        SparseIndex index = segment.liveIndex();
        if (index != null) {
            context.indexes().seal(segment, index);
        }
    }

    /** A segment as far as a place, beside the whole one, which readers may still be using. */
    Segment upTo(Segment whole, Place end) throws IOException {
        SparseIndex index = context.indexes().of(whole);
        index.truncate(end);
        SegmentInfo all = whole.info();
        long maxTimestamp = maxTimestamp(whole, index, end.position());
        SegmentInfo info = new SegmentInfo(
                all.serial(),
                all.baseIndex(),
                all.baseOffset(),
                end.position(),
                maxTimestamp,
                maxTimestamp == SegmentInfo.NO_TIMESTAMP ? RollRule.NOT_YET : all.firstTime());
        Segment cut = new Segment(context.directory(), info, context.shared().files(), state::fail);
        context.indexes().seal(cut, index);
        return cut;
    }

    /** The highest timestamp before a position, behind all that the index knows. */
    private static long maxTimestamp(Segment segment, SparseIndex index, long before) throws IOException {
        SparseIndex.Tail tail = index.tail();
        long max = tail.maxTimestampBefore();
        EntryScanner scanner = new EntryScanner(segment, tail.place(), before);
        while (scanner.hasNext()) {
            Located entry = scanner.peek();
            max = entry.entry().takesOffsets() ? Math.max(max, entry.entry().maxTimestamp()) : max;
            scanner.skip(entry);
        }
        return max;
    }

    void close(Segment segment) throws IOException {
        context.indexes().forget(segment);
        segment.close();
    }

    void delete(Segment segment) throws IOException {
        context.indexes().forget(segment);
        segment.delete();
    }

    /** Makes what a view says of the log true on disk, at once. */
    void commit(LogView view) throws IOException {
        view.manifest(Optional.empty()).write(context.directory());
        marked = false;
    }

    /** Before the first change after a clean stop: the mark must not outlive what it says. */
    void removeCleanMark() throws IOException {
        if (marked) {
            commit(state.view());
        }
    }

    /** Syncs the log, marks it as cleanly closed unless it has failed, and closes its files. */
    void close() {
        syncing.lock();
        changing.lock();
        try {
            try {
                markClean();
            } finally {
                closeFiles();
            }
        } catch (IOException e) {
            throw state.fail(e);
        } finally {
            changing.unlock();
            syncing.unlock();
        }
    }

    private void markClean() throws IOException {
        state.checkNotFailed();
        if (marked) {
            return;
        }
        LogView view = state.view();
        Segment active = view.active();
        active.sync();
        seal(active);
        LogBounds bounds = view.bounds();
        view.manifest(Optional.of(new Manifest.End(bounds.lastIndex(), bounds.endOffset())))
                .write(context.directory());
        marked = true;
    }

    private void closeFiles() throws IOException {
        for (Segment segment : state.view().segments()) {
            close(segment);
        }
        syncedMark.close();
    }
}
