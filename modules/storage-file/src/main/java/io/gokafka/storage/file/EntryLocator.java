package io.gokafka.storage.file;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds entries of a view: among the recent ones, else from the nearest known place on.
 *
 * <p>Safe for use by several threads.
 */
final class EntryLocator {
    private final IndexCache indexes;

    EntryLocator(IndexCache indexes) {
        this.indexes = indexes;
    }

    /** The entry at an index that the view has. */
    Located atIndex(LogView view, long index) throws IOException {
        Optional<Located> recent = view.recent().atIndex(index);
        if (recent.isPresent()) {
            return recent.get();
        }
        int segment = view.segmentOf(index);
        Place from = known(view, segment, index, Long.MAX_VALUE);
        return first(view, segment, from, located -> located.entry().lastIndex() >= index);
    }

    /** The entry that contains an offset that the view has. */
    Located atOffset(LogView view, long offset) throws IOException {
        Optional<Located> recent = view.recent().atOffset(offset, view.bounds().lastIndex());
        if (recent.isPresent()) {
            return recent.get();
        }
        int segment = view.segmentOfOffset(offset);
        Place from = known(view, segment, Long.MAX_VALUE, offset);
        return first(view, segment, from, located -> located.entry().nextOffset() > offset);
    }

    /** The first entry whose highest timestamp is at or after a time. */
    Optional<Located> atTime(LogView view, long timestamp) throws IOException {
        long firstIndex = view.bounds().firstIndex();
        for (int i = 0; i < view.segments().size(); i++) {
            Segment segment = view.segments().get(i);
            if (segment.maxTimestamp() < timestamp) {
                continue;
            }
            EntryScanner scanner =
                    new EntryScanner(segment, indexes.of(segment).floorOfTime(timestamp), view.sizeOf(i));
            while (scanner.hasNext()) {
                Located located = scanner.peek();
                // The segment may begin with entries that were dropped.
                if (located.entry().takesOffsets()
                        && located.entry().maxTimestamp() >= timestamp
                        && located.entry().index() >= firstIndex) {
                    return Optional.of(located);
                }
                scanner.skip(located);
            }
        }
        return Optional.empty();
    }

    /** The last place beyond neither limit from which the entries of a segment can be walked. */
    Place known(LogView view, int segment, long index, long offset) throws IOException {
        return known(view, segment, index, offset, Long.MAX_VALUE);
    }

    Place known(LogView view, int segment, long index, long offset, long position) throws IOException {
        Segment in = view.segments().get(segment);
        return in.marks().floor(index, offset, position, indexes.of(in).floor(index, offset, position));
    }

    /**
     * Where in a segment the first entry without offsets stands, from the place of an entry with offsets, or the segment's
     * start; {@code before} when there is none before that position.
     */
    long gapIn(Segment segment, Place from, long before) throws IOException {
        long known = indexes.of(segment).gapAfter(from.position(), before);
        if (known != Gaps.UNKNOWN) {
            return known;
        }
        EntryScanner scanner = new EntryScanner(segment, from, before);
        while (scanner.hasNext() && scanner.peek().entry().takesOffsets()) {
            scanner.skip(scanner.peek());
        }
        return scanner.place().position();
    }

    private static Located first(LogView view, int segment, Place from, Predicate<Located> wanted) throws IOException {
        EntryScanner scanner = new EntryScanner(view.segments().get(segment), from, view.sizeOf(segment));
        Located located = scanner.peek();
        while (!wanted.test(located)) {
            scanner.skip(located);
            located = scanner.peek();
        }
        return located;
    }
}
