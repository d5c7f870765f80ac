package io.gokafka.storage.file;

import io.gokafka.api.storage.LogBounds;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Removes entries at either end of a log. Each change becomes true with the manifest, and only then are bytes removed:
 * what a crash leaves behind is removed when the log is opened.
 *
 * <p>For the one thread that changes the log.
 */
final class LogTrimmer {
    private final LogContext context;
    private final LogState state;
    private final LogChanges changes;
    private final LogReader reader;

    LogTrimmer(LogContext context, LogState state, LogChanges changes, LogReader reader) {
        this.context = context;
        this.state = state;
        this.changes = changes;
        this.reader = reader;
    }

    void truncateSuffix(long fromIndex) {
        state.checkChangeable();
        LogBounds bounds = state.view().bounds();
        if (fromIndex < bounds.firstIndex()) {
            throw refused("truncated from " + fromIndex, bounds);
        }
        if (fromIndex <= bounds.lastIndex()) {
            changes.exclusively(() -> truncate(fromIndex));
        }
    }

    private LogBounds truncate(long fromIndex) throws IOException {
        syncUpTo(fromIndex - 1);
        LogView view = state.view();
        Place from = reader.place(view, fromIndex);
        Segment affected = view.segments().get(view.segmentOf(fromIndex));
        // At the log's start a segment may have entries before, but only such as were dropped.
        boolean nothingLeft =
                from.position() == 0 || from.index() == view.bounds().firstIndex();
        Optional<Segment> cut = nothingLeft ? Optional.empty() : Optional.of(changes.upTo(affected, from));
        LogView truncated = view.truncated(from, cut, changes.newSegment(from));
        replace(view, truncated);
        if (cut.isPresent()) {
            cut.get().cut(from.position());
        }
        return truncated.bounds();
    }

    void dropPrefix(long firstIndex) {
        state.checkChangeable();
        LogBounds bounds = state.view().bounds();
        if (firstIndex > bounds.lastIndex() + 1) {
            throw refused("dropped before " + firstIndex, bounds);
        }
        if (firstIndex > bounds.firstIndex()) {
            changes.exclusively(() -> drop(firstIndex));
        }
    }

    private LogBounds drop(long firstIndex) throws IOException {
        // So that after a crash the log does not end before its start.
        syncUpTo(firstIndex - 1);
        LogView view = state.view();
        LogView dropped = firstIndex > view.bounds().lastIndex()
                ? empty(view.end(), view.bounds().lastTerm()).compactedTo(view.compactedIndex())
                : view.droppedBefore(reader.place(view, firstIndex));
        replace(view, dropped);
        return dropped.bounds();
    }

    void reset(long firstIndex, long startOffset, long previousTerm) {
        if (firstIndex < 1 || startOffset < 0 || previousTerm < 0) {
            throw new IllegalArgumentException("log " + context.id() + " cannot begin at index " + firstIndex
                    + ", offset " + startOffset + ", after term " + previousTerm);
        }
        changes.exclusively(() -> {
            LogView view = state.view();
            LogView reset = empty(new Place(firstIndex, startOffset, 0), previousTerm);
            replace(view, reset);
            return reset.bounds();
        });
    }

    private LogView empty(Place first, long previousTerm) throws IOException {
        return LogView.empty(first, previousTerm, changes.newSegment(first));
    }

    private void syncUpTo(long index) throws IOException {
        if (state.view().bounds().durableIndex() < index) {
            changes.syncActive();
        }
    }

    /** Lets one view take the place of another, and removes what only the other has. */
    private void replace(LogView old, LogView next) throws IOException {
        changes.commit(next);
        state.publish(next);
        List<Long> kept = next.segments().stream().map(Segment::serial).toList();
        for (Segment segment : old.segments()) {
            if (!kept.contains(segment.serial())) {
                changes.delete(segment);
            } else if (!next.segments().contains(segment)) {
                changes.close(segment);
            }
        }
    }

    private IllegalArgumentException refused(String what, LogBounds bounds) {
        return new IllegalArgumentException("log " + context.id() + " cannot be " + what + ": it has entries "
                + bounds.firstIndex() + " to " + bounds.lastIndex());
    }
}
