package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A log as it is at one moment. Immutable.
 *
 * @param epoch rises when entries are taken away or replaced: what was read under one epoch is of one log
 * @param bounds its extent
 * @param start where it starts
 * @param pieces at least one, the last of which grows; the first may begin before the log does
 * @param terms where its terms begin
 * @param tail what the next entry goes on from
 * @param compactedIndex what was noted of its compaction
 */
record LogView(
        long epoch,
        LogBounds bounds,
        Start start,
        List<Piece> pieces,
        TermTable terms,
        Tail tail,
        long compactedIndex) {
    /**
     * The end of a log.
     *
     * @param end bytes of the last piece, as {@link StoredPosition#end} counts them
     * @param highestTime the highest timestamp of the last piece; -1 when there is none
     * @param firstTime when the last piece began, as {@link RollRule#firstTime} has it
     */
    record Tail(long end, long highestTime, long firstTime) {
        /** Of an empty piece. */
        static final Tail NONE = new Tail(0, -1, RollRule.NOT_YET);
    }

    LogView {
        pieces = List.copyOf(pieces);
    }

    /** Of a log without entries, which is durable. */
    static LogView empty(long epoch, Start start, int serial, long compactedIndex) {
        long last = start.firstIndex() - 1;
        return new LogView(
                epoch,
                new LogBounds(start.firstIndex(), last, start.offset(), start.offset(), start.previousTerm(), last),
                start,
                List.of(start.emptyPiece(serial)),
                new TermTable(start.previousTerm(), List.of()),
                Tail.NONE,
                compactedIndex);
    }

    LogView withDurable(long durableIndex) {
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                bounds.lastIndex(),
                bounds.startOffset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                durableIndex);
        return new LogView(epoch, to, start, pieces, terms, tail, compactedIndex);
    }

    LogView compactedTo(long index) {
        return new LogView(epoch, bounds, start, pieces, terms, tail, index);
    }

    /** With one piece in the place of several. */
    LogView rewritten(int from, int count, Piece written) {
        List<Piece> changed = new ArrayList<>(pieces.subList(0, from));
        changed.add(written);
        changed.addAll(pieces.subList(from + count, pieces.size()));
        // What was dropped of the first piece was not written again.
        Start begin = from > 0 ? start : new Start(start.firstIndex(), start.offset(), start.previousTerm(), 0);
        return new LogView(epoch + 1, bounds, begin, changed, terms, tail, compactedIndex);
    }

    Piece activePiece() {
        return pieces.getLast();
    }

    /** The piece that holds an index, or would. */
    Piece pieceAt(long index) {
        return pieces.get(pieceOf(index));
    }

    /** The place in the list of the piece that holds an index, or would. */
    int pieceOf(long index) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).firstIndex() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first index of the log that a piece has. */
    long firstIndexOf(int piece) {
        return Math.max(bounds.firstIndex(), pieces.get(piece).firstIndex());
    }

    /** The last index of a piece. */
    long lastIndexOf(int piece) {
        return isActive(piece) ? bounds.lastIndex() : pieces.get(piece + 1).firstIndex() - 1;
    }

    /** The highest timestamp of a piece's entries, dropped ones included; -1 when there is none. */
    long highestTimeOf(int piece) {
        return isActive(piece) ? tail.highestTime() : pieces.get(piece).highestTime();
    }

    /** Bytes of a piece's entries, without those that were dropped. */
    private long sizeOf(int piece) {
        long size = isActive(piece) ? tail.end() : pieces.get(piece).size();
        return piece == 0 ? size - start.dropped() : size;
    }

    private boolean isActive(int piece) {
        return piece == pieces.size() - 1;
    }

    /** The pieces, as everybody may know them. */
    List<LogSegment> segments() {
        List<LogSegment> segments = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            boolean active = isActive(i);
            segments.add(new LogSegment(
                    firstIndexOf(i),
                    Math.max(start.offset(), pieces.get(i).baseOffset()),
                    active ? bounds.endOffset() : pieces.get(i + 1).baseOffset(),
                    sizeOf(i),
                    highestTimeOf(i),
                    active));
        }
        return List.copyOf(segments);
    }

    long sizeInBytes() {
        long size = 0;
        for (int i = 0; i < pieces.size(); i++) {
            size += sizeOf(i);
        }
        return size;
    }
}
