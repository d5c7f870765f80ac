package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.LogBounds;
import java.util.Optional;

/**
 * Finds entries of a view of a log.
 *
 * <p>Safe for use by several threads. What it does not find where the view has it, is a {@link LostEntryException}.
 */
final class EntryFinder {
    private final Positions positions;

    EntryFinder(Positions positions) {
        this.positions = positions;
    }

    Optional<StoredPosition> atIndex(LogView view, long index) {
        LogBounds bounds = view.bounds();
        return index < bounds.firstIndex() || index > bounds.lastIndex()
                ? Optional.empty()
                : Optional.of(positions.at(view, index));
    }

    /** The entry that contains an offset. */
    Optional<StoredPosition> atOffset(LogView view, long offset) {
        LogBounds bounds = view.bounds();
        return offset < bounds.startOffset() || offset >= bounds.endOffset()
                ? Optional.empty()
                : Optional.of(positions.at(view, indexAtOffset(view, offset)));
    }

    /** The index of the entry that contains an offset of the log. */
    long indexAtOffset(LogView view, long offset) {
        return positions.firstBeyond(view, offset);
    }

    /** The first entry with offsets whose highest timestamp is at or after a time. */
    Optional<StoredPosition> atTime(LogView view, long time) {
        for (int piece = 0; piece < view.pieces().size(); piece++) {
            // A piece without entries that have offsets has -1, which may be asked for.
            if (view.highestTimeOf(piece) >= time || time < 0) {
                Optional<StoredPosition> found = atTime(view, piece, time);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<StoredPosition> atTime(LogView view, int piece, long time) {
        long first = view.firstIndexOf(piece);
        long last = view.lastIndexOf(piece);
        if (time < 0) {
            return firstLate(view, first, last, time);
        }
        long found = positions.first(view, first, last, position -> position.highestTime() >= time);
        if (found > last) {
            return Optional.empty();
        }
        // The first one may have its highest time from an entry that was dropped; then nothing is known of those behind
        // it.
        return found == first && first != view.pieces().get(piece).firstIndex()
                ? firstLate(view, first, last, time)
                : Optional.of(positions.at(view, found));
    }

    private Optional<StoredPosition> firstLate(LogView view, long first, long last, long time) {
        for (long index = first; index <= last; ) {
            StoredPosition position = positions.at(view, index);
            if (position.entry().takesOffsets() && position.entry().maxTimestamp() >= time) {
                return Optional.of(position);
            }
            index = position.entry().nextIndex();
        }
        return Optional.empty();
    }
}
