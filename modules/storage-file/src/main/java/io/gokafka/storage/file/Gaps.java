package io.gokafka.storage.file;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Where the entries without offsets of a segment stand: a read by offset ends before them. Those that follow each other are
 * one gap. They are rare, so all are kept, up to a number at which the memory that one segment may take ends; from there on
 * the entries have to be walked.
 *
 * <p>For one thread at a time.
 */
final class Gaps {
    /** What {@link #next} returns when the entries have to be looked at. */
    static final long UNKNOWN = -1;

    private static final int MAX_GAPS = 1024;

    private long[] starts = new long[4];
    private int count;
    /** The end of the last gap. */
    private long lastEnd = -1;
    /** Gaps are known for entries that begin before this position. */
    private long knownUpTo = Long.MAX_VALUE;

    /** Takes note of an entry without offsets; entries come in their order. */
    void add(long position, long end) {
        if (position >= knownUpTo) {
            return;
        }
        if (count > 0 && lastEnd == position) {
            lastEnd = end;
        } else if (count == MAX_GAPS) {
            knownUpTo = position;
        } else {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = position;
            lastEnd = end;
        }
    }

    /**
     * Where the first gap at or behind the place of an entry with offsets, or the start of the segment, begins.
     *
     * @param before where the caller stops to be interested
     * @return its position, {@code before} when there is none before it, or {@link #UNKNOWN}
     */
    long next(long from, long before) {
        int found = Arrays.binarySearch(starts, 0, count, from);
        int next = found >= 0 ? found : -found - 1;
        if (next < count && starts[next] < before) {
            return starts[next];
        }
        return before <= knownUpTo ? before : UNKNOWN;
    }

    /** Forgets the entries that begin at a position or behind it. Who still reads those has to look at them. */
    void truncate(long position) {
        knownUpTo = Math.min(knownUpTo, position);
        while (count > 0 && starts[count - 1] >= position) {
            count--;
        }
        lastEnd = -1;
    }

    int encodedLongs() {
        return 2 + count;
    }

    void encode(LongBuffer out) {
        out.put(knownUpTo).put(count).put(starts, 0, count);
    }

    /** @throws IllegalArgumentException when they are not gaps */
    static Gaps decode(LongBuffer in) {
        Gaps gaps = new Gaps();
        if (in.remaining() < 2) {
            throw new IllegalArgumentException("the index has no gaps");
        }
        gaps.knownUpTo = in.get();
        long count = in.get();
        if (count < 0 || count > MAX_GAPS || count > in.remaining()) {
            throw new IllegalArgumentException("the index cannot have " + count + " gaps");
        }
        gaps.count = (int) count;
        gaps.starts = new long[Math.max(4, gaps.count)];
        in.get(gaps.starts, 0, gaps.count);
        return gaps;
    }
}
