package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * The reads of a log. Each works on one view; when files of that view went away under it, it is done again on the present
 * view.
 *
 * <p>Safe for use by several threads.
 */
final class LogReader {
    private interface Read<T> {
        T on(LogView view) throws IOException;
    }

    private final LogContext context;
    private final LogState state;
    private final EntryLocator locator;
    private final RangeReader ranges;

    LogReader(LogContext context, LogState state) {
        this.context = context;
        this.state = state;
        this.locator = new EntryLocator(context.indexes());
        this.ranges = new RangeReader(locator, state);
    }

    LogSlice read(long offset, long limitOffset, int maxBytes) {
        return onView(view -> {
            LogBounds bounds = view.bounds();
            if (offset < bounds.startOffset() || offset > bounds.endOffset()) {
                throw outOfRange("offset " + offset, bounds.startOffset(), bounds.endOffset());
            }
            return offset == bounds.endOffset() || offset >= limitOffset
                    ? LogSlice.EMPTY
                    : ranges.slice(
                            view,
                            locator.atOffset(view, offset),
                            ReadLimit.ofOffsets(bounds.lastIndex(), limitOffset, maxBytes));
        });
    }

    LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        return onView(view -> {
            LogBounds bounds = view.bounds();
            if (fromIndex < bounds.firstIndex() || fromIndex > bounds.lastIndex() + 1) {
                throw outOfRange("index " + fromIndex, bounds.firstIndex(), bounds.lastIndex() + 1);
            }
            long last = Math.min(toIndex, bounds.lastIndex());
            return fromIndex > last
                    ? LogSlice.EMPTY
                    : ranges.slice(view, locator.atIndex(view, fromIndex), ReadLimit.ofIndexes(last, maxBytes));
        });
    }

    Optional<EntryPosition> entryAtIndex(long index) {
        return onView(view ->
                index < view.bounds().firstIndex() || index > view.bounds().lastIndex()
                        ? Optional.empty()
                        : Optional.of(locator.atIndex(view, index).entry()));
    }

    Optional<EntryPosition> entryAtOffset(long offset) {
        return onView(view ->
                offset < view.bounds().startOffset() || offset >= view.bounds().endOffset()
                        ? Optional.empty()
                        : Optional.of(locator.atOffset(view, offset).entry()));
    }

    Optional<EntryPosition> entryAtTime(long timestamp) {
        return onView(view -> locator.atTime(view, timestamp).map(Located::entry));
    }

    /** Where an entry begins, or would: from the first index to the one after the last. */
    Place place(LogView view, long index) throws IOException {
        return index == view.bounds().lastIndex() + 1
                ? view.end()
                : locator.atIndex(view, index).place();
    }

    private <T> T onView(Read<T> read) {
        while (true) {
            state.checkOpen();
            LogView view = state.view();
            try {
                return read.on(view);
            } catch (IOException | Segment.GoneException e) {
                // A change publishes its view before it removes a file.
                if (state.view().segments().equals(view.segments())) {
                    if (e instanceof Segment.GoneException || e instanceof NoSuchFileException) {
                        throw new CorruptLogException("log " + context.id() + " lacks bytes: " + e.getMessage());
                    }
                    throw new StorageException("cannot read log " + context.id() + " in " + context.directory(), e);
                }
            }
        }
    }

    private OffsetOutOfRangeException outOfRange(String what, long from, long to) {
        return new OffsetOutOfRangeException(
                "log " + context.id() + " does not have " + what + ": it has " + from + " to " + to);
    }
}
