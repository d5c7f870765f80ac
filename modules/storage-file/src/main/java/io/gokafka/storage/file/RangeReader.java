package io.gokafka.storage.file;

import io.gokafka.api.storage.LogSlice;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes a slice of the entries from one on: as many as the limit allows, over the ends of segments.
 *
 * <p>Safe for use by several threads.
 */
final class RangeReader {
    private final EntryLocator locator;
    private final LogState state;

    RangeReader(EntryLocator locator, LogState state) {
        this.locator = locator;
        this.state = state;
    }

    /** The slice, empty when the limit does not allow the first entry. */
    LogSlice slice(LogView view, Located first, ReadLimit limit) throws IOException {
        if (!limit.allows(first)) {
            return LogSlice.EMPTY;
        }
        FileSlice slice = new FileSlice(state);
        try {
            fill(slice, view, first, limit);
            return slice;
        } catch (IOException | RuntimeException e) {
            slice.close();
            throw e;
        }
    }

    private void fill(FileSlice slice, LogView view, Located first, ReadLimit limit) throws IOException {
        int segment = view.segmentOf(first.entry().index());
        Place from = first.place();
        long end = endIn(view, segment, from, limit);
        if (end == from.position()) {
            // Larger than allowed, but nobody could ever read on behind it.
            end = first.end();
        }
        slice.add(view.segments().get(segment), from.position(), end);
        while (end == view.sizeOf(segment) && segment + 1 < view.segments().size()) {
            segment++;
            from = view.segments().get(segment).start();
            end = endIn(view, segment, from, limit.lessBytes(slice.size()));
            slice.add(view.segments().get(segment), 0, end);
        }
    }

    /** The position in a segment up to which the limit allows to read; {@code from} has an entry with offsets, or is the start. */
    private long endIn(LogView view, int segment, Place from, ReadLimit limit) throws IOException {
        long end = allowedIn(view, segment, from, limit);
        return limit.offsetsOnly() ? locator.gapIn(view.segments().get(segment), from, end) : end;
    }

    private long allowedIn(LogView view, int segment, Place from, ReadLimit limit) throws IOException {
        long size = view.sizeOf(segment);
        long farthest = from.position() + limit.bytes();
        if (size <= farthest && limit.reaches(view.endOf(segment))) {
            return size;
        }
        Optional<Located> stop = firstForbidden(view, limit);
        if (stop.isPresent()
                && stop.get().segment() == view.segments().get(segment)
                && stop.get().position() <= farthest) {
            return Math.max(stop.get().position(), from.position());
        }
        return scanToEnd(view, segment, from, limit);
    }

    /** The first entry that index or offset forbid, if it is a recent one: then nothing has to be searched. */
    private static Optional<Located> firstForbidden(LogView view, ReadLimit limit) {
        if (limit.lastIndex() < view.bounds().lastIndex()) {
            return view.recent().atIndex(limit.lastIndex() + 1);
        }
        return view.recent().atOffset(limit.endOffset(), view.bounds().lastIndex());
    }

    private long scanToEnd(LogView view, int segment, Place from, ReadLimit limit) throws IOException {
        long farthest = from.position() + limit.bytes();
        Place known = locator.known(view, segment, limit.lastIndex() + 1, limit.endOffset(), farthest);
        Place start = known.position() > from.position() ? known : from;
        EntryScanner scanner = new EntryScanner(view.segments().get(segment), start, view.sizeOf(segment));
        while (scanner.hasNext()) {
            Located next = scanner.peek();
            if (!limit.allows(next) || next.end() > farthest) {
                break;
            }
            scanner.skip(next);
        }
        // A reader that goes through the log comes back to this place.
        view.segments().get(segment).marks().add(scanner.place());
        return scanner.place().position();
    }
}
