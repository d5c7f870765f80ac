package org.example.gokafka.sqlite;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;

/** What a log is when entries are taken away from it; a hole goes, or stays, as a whole. */
final class Trimming {
    private Trimming() {}

    /** Without the entries from the one that has an index, the log's first or a later one. */
    static LogView truncated(LogTable table, LogView view, long index) {
        LogBounds bounds = view.bounds();
        long fromIndex = at(table, view, index).index();
        if (fromIndex == bounds.firstIndex()) {
            return LogView.empty(
                    view.number(), fromIndex, bounds.startOffset(), view.terms().previousTerm());
        }
        EntryPosition last = at(table, view, fromIndex - 1);
        TermTable terms = view.terms().before(fromIndex);
        List<Piece> pieces = new ArrayList<>(view.pieces().subList(0, view.pieceOf(last.index()) + 1));
        Piece active = pieces.removeLast();
        pieces.add(table.cut(view.number(), active, active.index(), active.baseOffset(), last.index()));
        LogBounds shorter = new LogBounds(
                bounds.firstIndex(),
                last.lastIndex(),
                bounds.startOffset(),
                last.nextOffset(),
                terms.lastTerm(),
                last.lastIndex());
        return new LogView(view.number(), shorter, terms, pieces);
    }

    /** Without the entries before the one that has an index, which may be the one after the last. */
    static LogView dropped(LogTable table, LogView view, long index) {
        LogBounds bounds = view.bounds();
        if (index > bounds.lastIndex()) {
            return LogView.empty(view.number(), index, bounds.endOffset(), bounds.lastTerm());
        }
        EntryPosition first = at(table, view, index);
        long firstIndex = first.index();
        long startOffset = first.baseOffset();
        int place = view.pieceOf(firstIndex);
        List<Piece> pieces =
                new ArrayList<>(view.pieces().subList(place, view.pieces().size()));
        long lastOfFirst = pieces.size() > 1 ? pieces.get(1).index() - 1 : bounds.lastIndex();
        pieces.set(0, table.cut(view.number(), pieces.getFirst(), firstIndex, startOffset, lastOfFirst));
        LogBounds shorter = new LogBounds(
                firstIndex,
                bounds.lastIndex(),
                startOffset,
                bounds.endOffset(),
                bounds.lastTerm(),
                bounds.durableIndex());
        return new LogView(view.number(), shorter, view.terms().from(firstIndex, startOffset, false), pieces);
    }

    private static EntryPosition at(LogTable table, LogView view, long index) {
        return table.atIndex(view.number(), index)
                .orElseThrow(() -> table.damaged("its entry " + index + " is missing"));
    }
}
