package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.support.LogChecks;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads a log. Slices are copies in memory: they outlive everything.
 *
 * <p>Safe for use by several threads.
 */
final class LogReader {
    private final LogState state;
    private final Database database;
    private final Positions positions;
    private final EntryFinder finder;
    private final ReadHints hints = new ReadHints();

    LogReader(LogState state, Database database) {
        this.state = state;
        this.database = database;
        this.positions = new Positions(database, state.number());
        this.finder = new EntryFinder(positions);
    }

    LogSlice read(long offset, long limitOffset, int maxBytes) {
        return consistently(view -> {
            LogBounds bounds = view.bounds();
            new LogChecks(state.id(), bounds).readFrom(offset);
            return offset == bounds.endOffset() || offset >= limitOffset
                    ? LogSlice.EMPTY
                    : slice(view, offset, ReadLimit.ofOffsets(limitOffset, maxBytes));
        });
    }

    private LogSlice slice(LogView view, long offset, ReadLimit limit) {
        long from = indexOf(view, offset);
        BatchReader reader = reader(view, limit);
        ByteBuffer bytes = copy(reader, from, view.bounds().lastIndex());
        if (bytes.hasRemaining()) {
            hints.endedBefore(view.epoch(), reader.nextOffset(), reader.nextIndex());
        }
        return LogSlice.of(bytes);
    }

    private long indexOf(LogView view, long offset) {
        OptionalLong hint = hints.indexOf(view.epoch(), offset);
        if (hint.isEmpty()) {
            return finder.indexAtOffset(view, offset);
        }
        long index = hint.getAsLong();
        while (!positions.at(view, index).entry().takesOffsets()) {
            index++;
        }
        return index;
    }

    LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        return consistently(view -> {
            LogBounds bounds = view.bounds();
            new LogChecks(state.id(), bounds).readEntriesFrom(fromIndex);
            long to = Math.min(toIndex, bounds.lastIndex());
            return fromIndex > to
                    ? LogSlice.EMPTY
                    : LogSlice.of(copy(reader(view, ReadLimit.ofEntries(maxBytes)), fromIndex, to));
        });
    }

    private BatchReader reader(LogView view, ReadLimit limit) {
        return new BatchReader(state.number(), view, positions, limit);
    }

    private ByteBuffer copy(BatchReader reader, long from, long to) {
        try (Cursor cursor = database.cursor(Family.ENTRIES)) {
            return reader.read(cursor, from, to);
        }
    }

    Optional<EntryPosition> entryAtIndex(long index) {
        return consistently(view -> finder.atIndex(view, index)).map(StoredPosition::entry);
    }

    Optional<EntryPosition> entryAtOffset(long offset) {
        return consistently(view -> finder.atOffset(view, offset)).map(StoredPosition::entry);
    }

    Optional<EntryPosition> entryAtTime(long timestamp) {
        return consistently(view -> finder.atTime(view, timestamp)).map(StoredPosition::entry);
    }

    /**
     * Reads what belongs to one view. When entries were taken away meanwhile, what was read may be of several, and is read
     * again; else an entry that is not there is a damage.
     */
    private <T> T consistently(Function<LogView, T> read) {
        while (true) {
            state.checkOpen();
            LogView view = state.view();
            try {
                T result = read.apply(view);
                if (state.view().epoch() == view.epoch()) {
                    return result;
                }
            } catch (LostEntryException e) {
                state.checkOpen();
                if (state.view().epoch() == view.epoch()) {
                    throw new CorruptLogException("log " + state.id() + " is damaged: " + e.getMessage());
                }
            }
        }
    }
}
