package io.gokafka.storage.file;

import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.EntrySieve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Replaces segments by one that has what a filter leaves of them. The new segment is written and synced beside the old ones, which
 * nobody is kept from reading; it takes their place with the manifest. Until then nothing that goes wrong concerns the log.
 *
 * <p>For one thread, which need not be the one that changes the log.
 */
final class LogRewriter {
    private final LogContext context;
    private final LogState state;
    private final LogChanges changes;
    private final LogReader reader;

    LogRewriter(LogContext context, LogState state, LogChanges changes, LogReader reader) {
        this.context = context;
        this.state = state;
        this.changes = changes;
        this.reader = reader;
    }

    boolean rewrite(long fromIndex, long toIndex, EntryFilter filter) {
        state.checkChangeable();
        LogView view = state.view();
        List<Segment> old = part(view, fromIndex, toIndex);
        Optional<Segment> written = write(view, fromIndex, old, filter);
        return written.isPresent() && changes.change(() -> replace(fromIndex, old, written.get()));
    }

    void noteCompacted(long index) {
        changes.change(() -> {
            LogView view = state.view();
            if (index < 0 || index > view.bounds().lastIndex()) {
                throw new IllegalArgumentException("log " + context.id() + " cannot be compacted to index " + index
                        + ": it ends at " + view.bounds().lastIndex());
            }
            LogView noted = view.compactedTo(index);
            changes.commit(noted);
            return state.publishLonger(noted);
        });
    }

    /** The segments of a part, none of them the active one. */
    private List<Segment> part(LogView view, long fromIndex, long toIndex) {
        int active = view.segments().size() - 1;
        int from = IntStream.range(0, active)
                .filter(i -> firstIndex(view, i) == fromIndex)
                .findFirst()
                .orElse(active);
        int to = IntStream.range(from, active)
                .filter(i -> view.endOf(i).index() - 1 == toIndex)
                .findFirst()
                .orElse(active);
        if (from == active || to == active) {
            throw new IllegalArgumentException("log " + context.id()
                    + " has no segments, other than the active one, from index " + fromIndex + " to index " + toIndex);
        }
        return view.segments().subList(from, to + 1);
    }

    /** The first segment may begin with entries that were dropped. */
    private static long firstIndex(LogView view, int segment) {
        return segment == 0
                ? view.bounds().firstIndex()
                : view.segments().get(segment).baseIndex();
    }

    /** What is left, in a segment of its own; empty when that is all there was. */
    private Optional<Segment> write(LogView view, long fromIndex, List<Segment> old, EntryFilter filter) {
        ByteBuffer buffer = context.shared().buffers().take();
        try (FileSlice held =
                new FileSlice(state)) { // so that the files stay readable, whatever becomes of the segments
            for (Segment segment : old) {
                held.add(segment, 0, Math.min(1, segment.size()));
            }
            Place start = reader.place(view, fromIndex);
            Segment target = changes.newSegment(new Place(start.index(), start.offset(), 0));
            boolean kept = false;
            try {
                SparseIndex index = context.newIndex(target.start());
                SegmentWriter writer =
                        new SegmentWriter(target, index, old.getFirst().firstTime(), buffer);
                kept = copy(old, start, filter, writer);
                if (kept) {
                    writer.finish(context.indexes());
                }
                return kept ? Optional.of(target) : Optional.empty();
            } catch (IOException | RuntimeException e) {
                kept = false;
                throw e;
            } finally {
                if (!kept) {
                    changes.delete(target);
                }
            }
        } catch (IOException e) {
            throw new StorageException("cannot compact log " + context.id() + " in " + context.directory(), e);
        } finally {
            context.shared().buffers().giveBack(buffer);
        }
    }

    /** Returns whether what was written is worth taking: something was left out, or segments became one. */
    private static boolean copy(List<Segment> old, Place start, EntryFilter filter, SegmentWriter writer)
            throws IOException {
        EntrySieve<IOException> sieve = new EntrySieve<>(filter, writer::put);
        boolean changed = old.size() > 1;
        Place from = start;
        for (Segment segment : old) {
            BatchReader batches = new BatchReader(segment, from, segment.size());
            while (batches.hasNext()) {
                changed |= sieve.take(batches.next());
            }
            Place end = batches.place();
            from = new Place(end.index(), end.offset(), 0);
        }
        sieve.finish();
        return changed;
    }

    /** Returns whether the segments were still there to be replaced. */
    private boolean replace(long fromIndex, List<Segment> old, Segment written) throws IOException {
        LogView view = state.view();
        LogBounds bounds = view.bounds();
        if (bounds.firstIndex() > fromIndex || !view.segments().containsAll(old) || old.contains(view.active())) {
            changes.delete(written);
            return false;
        }
        LogView next = view.rewritten(old, written);
        changes.commit(next);
        state.publishLonger(next);
        for (Segment segment : old) {
            changes.delete(segment);
        }
        return true;
    }
}
