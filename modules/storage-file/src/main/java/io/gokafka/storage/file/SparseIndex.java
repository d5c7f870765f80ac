package io.gokafka.storage.file;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Where some of a segment's entries begin, about one in every {@code interval} bytes, and where those without offsets do.
 * Its memory is bounded: when it is full, every other entry is dropped and the interval doubled.
 *
 * <p>Safe for use by several threads: the appending one adds, others look up.
 */
final class SparseIndex {
    private static final int MAX_ENTRIES = 2048;

    /** An entry is index, offset, position, and the highest timestamp of those with offsets before it. */
    private static final int FIELDS = 4;

    /** The last place that an index knows, and the highest timestamp before it. */
    record Tail(Place place, long maxTimestampBefore) {}

    private final Place start;
    private long interval;
    private long[] fields = new long[16 * FIELDS];
    private int count;
    private final Gaps gaps;

    /** An empty one for a segment that begins at a place. */
    SparseIndex(Place start, long interval) {
        this(start, interval, new Gaps());
    }

    private SparseIndex(Place start, long interval, Gaps gaps) {
        this.start = start;
        this.interval = interval;
        this.gaps = gaps;
    }

    /** Takes note of an entry, if it is far enough from the last that is here; entries come in their order. */
    synchronized void add(Located entry, long maxTimestampBefore) {
        if (!entry.entry().takesOffsets()) {
            gaps.add(entry.position(), entry.end());
        }
        if (entry.position() - lastPosition() < interval) {
            return;
        }
        if (count == MAX_ENTRIES) {
            thinOut();
        }
        put(entry.place(), maxTimestampBefore);
    }

    private void put(Place place, long maxTimestampBefore) {
        int at = count * FIELDS;
        if (at == fields.length) {
            fields = Arrays.copyOf(fields, fields.length * 2);
        }
        fields[at] = place.index();
        fields[at + 1] = place.offset();
        fields[at + 2] = place.position();
        fields[at + 3] = maxTimestampBefore;
        count++;
    }

    private void thinOut() {
        for (int i = 0; i < count / 2; i++) {
            System.arraycopy(fields, (2 * i + 1) * FIELDS, fields, i * FIELDS, FIELDS);
        }
        count /= 2;
        interval *= 2;
    }

    /** The last known place that is beyond none of the limits; the start of the segment at least. */
    synchronized Place floor(long index, long offset, long position) {
        return lastWhere(i -> field(i, 0) <= index && field(i, 1) <= offset && field(i, 2) <= position);
    }

    /** The last known place before which no entry has a timestamp as high as this. */
    synchronized Place floorOfTime(long timestamp) {
        return lastWhere(i -> field(i, 3) < timestamp);
    }

    /** From where on the rest of the segment has to be walked. */
    synchronized Tail tail() {
        return count == 0
                ? new Tail(start, SegmentInfo.NO_TIMESTAMP)
                : new Tail(lastWhere(i -> true), field(count - 1, 3));
    }

    /** See {@link Gaps#next}. */
    synchronized long gapAfter(long position, long before) {
        return gaps.next(position, before);
    }

    /** Forgets the entries from one on. */
    synchronized void truncate(Place from) {
        while (count > 0 && field(count - 1, 0) >= from.index()) {
            count--;
        }
        gaps.truncate(from.position());
    }

    /** Whatever holds for an entry must hold for those before it. */
    private Place lastWhere(IntPredicate holds) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? start : new Place(field(low - 1, 0), field(low - 1, 1), field(low - 1, 2));
    }

    private long field(int entry, int field) {
        return fields[entry * FIELDS + field];
    }

    private long lastPosition() {
        return count == 0 ? 0 : field(count - 1, 2);
    }

    /** As bytes, for {@link IndexFile}. */
    synchronized ByteBuffer encode(long segmentSize) {
        ByteBuffer out = ByteBuffer.allocate((2 + gaps.encodedLongs() + count * FIELDS) * Long.BYTES);
        LongBuffer longs = out.asLongBuffer().put(segmentSize).put(interval);
        gaps.encode(longs);
        longs.put(fields, 0, count * FIELDS);
        return out;
    }

    /**
     * From bytes.
     *
     * @throws IllegalArgumentException when they do not belong to a segment of this size
     */
    static SparseIndex decode(ByteBuffer in, Place start, long segmentSize) {
        LongBuffer longs = in.asLongBuffer();
        if (longs.remaining() < 2 || longs.get() != segmentSize) {
            throw new IllegalArgumentException("the index is not that of this segment");
        }
        SparseIndex index = new SparseIndex(start, longs.get(), Gaps.decode(longs));
        int left = longs.remaining();
        if (left % FIELDS != 0 || left > MAX_ENTRIES * FIELDS) {
            throw new IllegalArgumentException("the index ends within an entry");
        }
        index.fields = new long[Math.max(16 * FIELDS, left)];
        longs.get(index.fields, 0, left);
        index.count = left / FIELDS;
        return index;
    }
}
