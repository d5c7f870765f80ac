package io.gokafka.storage.file;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where the last few reads of a segment ended: where a reader that goes through the log will go on. Spares it the search.
 *
 * <p>Safe for use by several threads, without locks; a mark that is lost only costs a search.
 */
final class ReadMarks {
    private static final int MARKS = 8;

    private final AtomicReferenceArray<@Nullable Place> marks = new AtomicReferenceArray<>(MARKS);

    void add(Place place) {
        marks.set(Long.hashCode(place.index() * 0x9E3779B97F4A7C15L) & (MARKS - 1), place);
    }

    /** The last of a place and the marks that is beyond none of the limits. */
    Place floor(long index, long offset, long position, Place known) {
        Place best = known;
        for (int i = 0; i < MARKS; i++) {
            Place mark = marks.get(i);
            if (mark != null && mark.index() > best.index() && isWithin(mark, index, offset, position)) {
                best = mark;
            }
        }
        return best;
    }

    private static boolean isWithin(Place mark, long index, long offset, long position) {
        return mark.index() <= index && mark.offset() <= offset && mark.position() <= position;
    }
}
