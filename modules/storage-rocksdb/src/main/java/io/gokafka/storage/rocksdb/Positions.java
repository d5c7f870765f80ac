package io.gokafka.storage.rocksdb;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where the entries of one log stand.
 *
 * <p>Safe for use by several threads.
 */
final class Positions {
    private static final int GALLOP = 4;

    private final Database database;
    private final int number;

    Positions(Database database, int number) {
        this.database = database;
        this.number = number;
    }

    /**
     * The entry at an index of a view, or the hole that has it.
     *
     * @throws LostEntryException when it is not there
     */
    StoredPosition at(LogView view, long index) {
        return at(view.pieceAt(index), index);
    }

    /**
     * The entry at an index of a piece, or the hole that has it.
     *
     * @throws LostEntryException when it is not there
     */
    StoredPosition at(Piece piece, long index) {
        byte[] bytes = database.get(Family.POSITIONS, Keys.entry(number, piece.serial(), index));
        return bytes == null ? holeAt(piece, index) : StoredPosition.decode(index, bytes);
    }

    /** The key of a hole has its first index. */
    private StoredPosition holeAt(Piece piece, long index) {
        return lastFrom(piece, index)
                .filter(position -> position.entry().lastIndex() >= index)
                .orElseThrow(() -> new LostEntryException(index));
    }

    /** The index of the first entry behind an index that can be found at all; that behind the last one when there is none. */
    long nextIndex(LogView view, long index) {
        Piece piece = view.pieceAt(index);
        try (Cursor cursor = database.cursor(Family.POSITIONS)) {
            cursor.seek(Keys.entry(number, piece.serial(), index + 1));
            long next = cursor.isThere() ? Keys.indexIn(cursor.key(), number, piece.serial()) : -1;
            return next < 0 ? view.lastIndexOf(view.pieceOf(index)) + 1 : next;
        }
    }

    /** The last entry of a piece; empty when it has none. */
    Optional<StoredPosition> last(Piece piece) {
        return lastFrom(piece, Long.MAX_VALUE);
    }

    /** The last entry of a piece that begins at an index or before. */
    private Optional<StoredPosition> lastFrom(Piece piece, long index) {
        try (Cursor cursor = database.cursor(Family.POSITIONS)) {
            cursor.seekBack(Keys.entry(number, piece.serial(), index));
            long first = cursor.isThere() ? Keys.indexIn(cursor.key(), number, piece.serial()) : -1;
            return first < 0 ? Optional.empty() : Optional.of(StoredPosition.decode(first, cursor.value()));
        }
    }

    /**
     * The index of the first entry of a range from which on something holds. It must hold for all that follow.
     *
     * @param from where an entry begins
     * @param to where one ends
     * @return the index; {@code to + 1} when it holds for none
     */
    long first(LogView view, long from, long to, Predicate<StoredPosition> holds) {
        long low = from;
        long high = to + 1;
        while (low < high) {
            StoredPosition middle = at(view, (low + high) >>> 1);
            if (holds.test(middle)) {
                high = middle.entry().index();
            } else {
                low = middle.entry().nextIndex();
            }
        }
        return low;
    }

    /**
     * The index of the first entry of a view that has offsets beyond one. Entries have much the same number of offsets, so their
     * place is guessed before it is bisected: that leaves two or three look-ups of twenty.
     *
     * @param offset from the start to before the end of the view
     */
    long firstBeyond(LogView view, long offset) {
        long from = view.bounds().firstIndex();
        long to = view.bounds().lastIndex();
        long startOffset = view.bounds().startOffset();
        double part = (double) (offset - startOffset) / (view.bounds().endOffset() - startOffset);
        StoredPosition guess = at(view, Math.clamp(from + (long) (part * (to - from + 1)), from, to));
        return isBeyond(guess, offset)
                ? firstBeyondUpTo(view, offset, from, guess.entry().index())
                : firstBeyondFrom(view, offset, guess.entry().nextIndex(), to);
    }

    /** It is at or before {@code high}, and probably near it. */
    private long firstBeyondUpTo(LogView view, long offset, long low, long high) {
        long known = high;
        for (long step = 1; low < known; step *= GALLOP) {
            StoredPosition probe = at(view, Math.max(low, known - step));
            if (!isBeyond(probe, offset)) {
                return bisected(view, offset, probe.entry().nextIndex(), known);
            }
            known = probe.entry().index();
        }
        return known;
    }

    /** It is at or behind {@code low}, and probably near it. */
    private long firstBeyondFrom(LogView view, long offset, long low, long high) {
        long next = low;
        for (long step = 1; next < high; step *= GALLOP) {
            StoredPosition probe = at(view, Math.min(high, next + step - 1));
            if (isBeyond(probe, offset)) {
                return bisected(view, offset, next, probe.entry().index());
            }
            next = probe.entry().nextIndex();
        }
        return next;
    }

    /** The entry at {@code to} is known to be beyond. */
    private long bisected(LogView view, long offset, long from, long to) {
        return first(view, from, to - 1, position -> isBeyond(position, offset));
    }

    private static boolean isBeyond(StoredPosition position, long offset) {
        return position.entry().nextOffset() > offset;
    }
}
