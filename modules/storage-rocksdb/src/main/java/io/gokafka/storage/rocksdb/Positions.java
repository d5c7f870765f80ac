package io.gokafka.storage.rocksdb;

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

    /** @throws LostEntryException when it is not there */
    StoredPosition at(long index) {
        byte[] bytes = database.get(Family.POSITIONS, Keys.entry(number, index));
        if (bytes == null) {
            throw new LostEntryException(index);
        }
        return StoredPosition.decode(index, bytes);
    }

    /**
     * The first index of a range from which on something holds. It must hold for all that follow.
     *
     * @return the index; {@code to + 1} when it holds for none
     */
    long first(long from, long to, Predicate<StoredPosition> holds) {
        long low = from;
        long high = to + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (holds.test(at(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * The first index of a range that has offsets beyond one. Entries have much the same number of offsets, so their place is
     * guessed before it is bisected: that leaves two or three look-ups of twenty.
     *
     * @param startOffset the offset at which the range begins
     * @param endOffset that at which it ends
     * @param offset one of those
     */
    long firstBeyond(long offset, long from, long to, long startOffset, long endOffset) {
        long guess = from + (long) ((double) (offset - startOffset) / (endOffset - startOffset) * (to - from + 1));
        guess = Math.clamp(guess, from, to);
        return isBeyond(offset, guess) ? firstBeyondUpTo(offset, from, guess) : firstBeyondFrom(offset, guess + 1, to);
    }

    /** It is at or before {@code high}, and probably near it. */
    private long firstBeyondUpTo(long offset, long low, long high) {
        for (long step = 1; low < high; step *= GALLOP) {
            long probe = Math.max(low, high - step);
            if (!isBeyond(offset, probe)) {
                return bisected(offset, probe + 1, high);
            }
            high = probe;
        }
        return high;
    }

    /** It is at or behind {@code low}, and probably near it. */
    private long firstBeyondFrom(long offset, long low, long high) {
        for (long step = 1; low < high; step *= GALLOP) {
            long probe = Math.min(high, low + step - 1);
            if (isBeyond(offset, probe)) {
                return bisected(offset, low, probe);
            }
            low = probe + 1;
        }
        return low;
    }

    /** The last one of the range is known to be beyond. */
    private long bisected(long offset, long from, long to) {
        return first(from, to - 1, position -> position.entry().nextOffset() > offset);
    }

    private boolean isBeyond(long offset, long index) {
        return at(index).entry().nextOffset() > offset;
    }
}
