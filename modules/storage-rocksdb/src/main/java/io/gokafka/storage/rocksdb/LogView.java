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
 * @param epoch rises when entries are taken away: what was read under one epoch is of one log
 * @param bounds its extent
 * @param start where it starts
 * @param pieces at least one, the last of which grows; the first may begin before the log does
 * @param terms where its terms begin
 * @param tail what the next entry goes on from
 */
record LogView(long epoch, LogBounds bounds, Start start, List<Piece> pieces, TermTable terms, Tail tail) {
    /**
     * The end of a log.
     *
     * @param end bytes of all entries, as {@link StoredPosition#end} counts them
     * @param highestTime the highest timestamp of the last piece; -1 when there is none
     * @param firstTime when the last piece began, as {@link RollRule#firstTime} has it
     */
    record Tail(long end, long highestTime, long firstTime) {}

    LogView {
        pieces = List.copyOf(pieces);
    }

    /** Of a log without entries, which is durable. */
    static LogView empty(long epoch, Start start) {
        long last = start.firstIndex() - 1;
        return new LogView(
                epoch,
                new LogBounds(start.firstIndex(), last, start.offset(), start.offset(), start.previousTerm(), last),
                start,
                List.of(start.emptyPiece()),
                new TermTable(start.previousTerm(), List.of()),
                new Tail(start.begin(), -1, RollRule.NOT_YET));
    }

    LogView withDurable(long durableIndex) {
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                bounds.lastIndex(),
                bounds.startOffset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                durableIndex);
        return new LogView(epoch, to, start, pieces, terms, tail);
    }

    Piece activePiece() {
        return pieces.getLast();
    }

    /** The piece, by its place in the list, that holds an index, or would. */
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
        return isActive(piece) ? tail.highestTime() : pieces.get(piece + 1).highestBefore();
    }

    private boolean isActive(int piece) {
        return piece == pieces.size() - 1;
    }

    /** The pieces, as everybody may know them. */
    List<LogSegment> segments() {
        List<LogSegment> segments = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean active = isActive(i);
            long end = active ? tail.end() : pieces.get(i + 1).begin();
            segments.add(new LogSegment(
                    firstIndexOf(i),
                    Math.max(start.offset(), piece.baseOffset()),
                    active ? bounds.endOffset() : pieces.get(i + 1).baseOffset(),
                    end - Math.max(start.begin(), piece.begin()),
                    highestTimeOf(i),
                    active));
        }
        return List.copyOf(segments);
    }

    long sizeInBytes() {
        return tail.end() - start.begin();
    }
}
