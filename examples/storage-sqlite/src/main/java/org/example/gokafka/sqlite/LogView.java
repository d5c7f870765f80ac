package org.example.gokafka.sqlite;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A log as it is at one moment: what is asked for often, without its entries. Immutable.
 *
 * @param number of its entries in the tables
 * @param pieces at least one; the last one grows
 */
record LogView(long number, LogBounds bounds, TermTable terms, List<Piece> pieces) {
    LogView {
        pieces = List.copyOf(pieces);
    }

    /** Of a log without entries, which is durable. */
    static LogView empty(long number, long firstIndex, long startOffset, long previousTerm) {
        long last = firstIndex - 1;
        return new LogView(
                number,
                new LogBounds(firstIndex, last, startOffset, startOffset, previousTerm, last),
                new TermTable(previousTerm, List.of()),
                List.of(Piece.empty(firstIndex, startOffset)));
    }

    LogView durableTo(long index) {
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                bounds.lastIndex(),
                bounds.startOffset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                index);
        return new LogView(number, to, terms, pieces);
    }

    List<LogSegment> segments() {
        List<LogSegment> segments = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean active = i == pieces.size() - 1;
            long end = active ? bounds.endOffset() : pieces.get(i + 1).baseOffset();
            segments.add(
                    new LogSegment(piece.index(), piece.baseOffset(), end, piece.size(), piece.maxTimestamp(), active));
        }
        return segments;
    }

    /** The piece, by its place in the list, that an index belongs to. */
    int pieceOf(long index) {
        int place = pieces.size() - 1;
        while (place > 0 && pieces.get(place).index() > index) {
            place--;
        }
        return place;
    }
}
