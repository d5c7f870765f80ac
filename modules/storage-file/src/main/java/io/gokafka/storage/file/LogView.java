package io.gokafka.storage.file;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A log as it is at one moment: what a reader works on from start to end. Immutable, but for the recent entries, of which
 * those up to the last index count.
 *
 * @param bounds its extent
 * @param segments at least one; only the last is written to
 * @param activeSize bytes of the last segment up to the last index
 * @param terms where its terms begin
 * @param recent its last entries; begun anew after a truncation, so that a reader never meets what came after it
 * @param compactedIndex what was noted of its compaction
 */
record LogView(
        LogBounds bounds,
        List<Segment> segments,
        long activeSize,
        TermTable terms,
        RecentEntries recent,
        long compactedIndex) {
    LogView {
        segments = List.copyOf(segments);
    }

    /** Of a log that has no entries and is durable. */
    static LogView empty(Place first, long previousTerm, Segment segment) {
        long last = first.index() - 1;
        return new LogView(
                new LogBounds(first.index(), last, first.offset(), first.offset(), previousTerm, last),
                List.of(segment),
                0,
                new TermTable(previousTerm, List.of()),
                new RecentEntries(),
                0);
    }

    Segment active() {
        return segments.getLast();
    }

    /** Where the next entry goes. */
    Place end() {
        return new Place(bounds.lastIndex() + 1, bounds.endOffset(), activeSize);
    }

    LogView withDurable(long durableIndex) {
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                bounds.lastIndex(),
                bounds.startOffset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                durableIndex);
        return new LogView(to, segments, activeSize, terms, recent, compactedIndex);
    }

    /** After an append to the active segment. */
    LogView appended(Place end, TermTable newTerms) {
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                end.index() - 1,
                bounds.startOffset(),
                end.offset(),
                newTerms.lastTerm(),
                bounds.durableIndex());
        return new LogView(to, segments, end.position(), newTerms, recent, compactedIndex);
    }

    /** With another, empty segment at the end. */
    LogView rolled(Segment next) {
        List<Segment> longer = new ArrayList<>(segments);
        longer.add(next);
        return new LogView(bounds, longer, 0, terms, recent, compactedIndex);
    }

    /**
     * Without the entries from one on; what follows goes to a new segment. All that is left is durable.
     *
     * @param cut the segment that the first removed entry stands within, as far as it is left
     */
    LogView truncated(Place from, Optional<Segment> cut, Segment next) {
        List<Segment> left = new ArrayList<>(segments.subList(0, segmentOf(from.index())));
        cut.ifPresent(left::add);
        left.add(next);
        TermTable newTerms = terms.before(from.index());
        long last = from.index() - 1;
        LogBounds to = new LogBounds(
                bounds.firstIndex(), last, bounds.startOffset(), from.offset(), newTerms.lastTerm(), last);
        return new LogView(to, left, 0, newTerms, new RecentEntries(), compactedIndex);
    }

    /** Without the entries before one that is there. */
    LogView droppedBefore(Place first) {
        List<Segment> left = segments.subList(segmentOf(first.index()), segments.size());
        LogBounds to = new LogBounds(
                first.index(),
                bounds.lastIndex(),
                first.offset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                bounds.durableIndex());
        TermTable newTerms = terms.from(first.index(), first.offset(), to.isEmpty());
        return new LogView(to, left, activeSize, newTerms, recent, compactedIndex);
    }

    /** With one segment in the place of some that follow each other, the first of which may begin before the log. */
    LogView rewritten(List<Segment> old, Segment written) {
        int from = segments.indexOf(old.getFirst());
        List<Segment> changed = new ArrayList<>(segments.subList(0, from));
        changed.add(written);
        changed.addAll(segments.subList(from + old.size(), segments.size()));
        // The recent entries may be among those that were rewritten, and name the old segment.
        return new LogView(bounds, changed, activeSize, terms, new RecentEntries(), compactedIndex);
    }

    LogView compactedTo(long index) {
        return new LogView(bounds, segments, activeSize, terms, recent, index);
    }

    /** As the manifest says it. */
    Manifest manifest(Optional<Manifest.End> cleanEnd) {
        List<SegmentInfo> infos = segments.stream().map(Segment::info).toList();
        return new Manifest(bounds.firstIndex(), bounds.startOffset(), terms, infos, cleanEnd, compactedIndex);
    }

    /** Which segment holds an entry, or would. */
    int segmentOf(long index) {
        int i = segments.size() - 1;
        while (i > 0 && segments.get(i).baseIndex() > index) {
            i--;
        }
        return i;
    }

    /** Which segment holds an offset, or would. */
    int segmentOfOffset(long offset) {
        int i = segments.size() - 1;
        while (i > 0 && segments.get(i).start().offset() > offset) {
            i--;
        }
        return i;
    }

    /** Bytes of a segment that belong to this view. */
    long sizeOf(int segment) {
        return segment == segments.size() - 1
                ? activeSize
                : segments.get(segment).size();
    }

    /** Where the entry after a segment's last begins. */
    Place endOf(int segment) {
        return segment == segments.size() - 1
                ? end()
                : segments.get(segment + 1).start();
    }

    /** The segments, as everybody may know them. */
    List<LogSegment> pieces() {
        List<LogSegment> pieces = new ArrayList<>(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            // The first may begin with entries that were dropped.
            long index = i == 0 ? bounds.firstIndex() : segment.baseIndex();
            long offset = i == 0 ? bounds.startOffset() : segment.start().offset();
            long maxTimestamp = Math.max(-1, segment.maxTimestamp());
            boolean active = i == segments.size() - 1;
            pieces.add(new LogSegment(index, offset, endOf(i).offset(), sizeOf(i), maxTimestamp, active));
        }
        return List.copyOf(pieces);
    }

    long sizeInBytes() {
        long size = activeSize;
        for (Segment segment : segments.subList(0, segments.size() - 1)) {
            size += segment.size();
        }
        return size;
    }
}
