package org.example.gokafka.sqlite;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;

/** What a log is when batches are appended to it. Sets their base offsets. */
final class Growth {
    private final LogView before;
    private final RollRule rule;
    private final List<Piece> pieces;
    private TermTable terms;
    private long lastIndex;
    private long endOffset;

    Growth(LogView before, RollRule rule) {
        this.before = before;
        this.rule = rule;
        this.pieces = new ArrayList<>(before.pieces());
        this.terms = before.terms();
        this.lastIndex = before.bounds().lastIndex();
        this.endOffset = before.bounds().endOffset();
    }

    void add(RecordBatch batch) {
        batch.assign(endOffset, batch.leaderEpoch());
        long index = lastIndex + 1;
        Piece piece = pieces.getLast();
        if (piece.size() > 0 && rule.isDue(piece.size(), piece.firstTime(), batch)) {
            piece = Piece.empty(index, endOffset);
            pieces.add(piece);
        }
        pieces.set(
                pieces.size() - 1,
                new Piece(
                        piece.index(),
                        piece.baseOffset(),
                        piece.size() + batch.sizeInBytes(),
                        batch.takesOffsets()
                                ? Math.max(piece.maxTimestamp(), batch.maxTimestamp())
                                : piece.maxTimestamp(),
                        rule.firstTime(piece.firstTime(), batch)));
        terms = terms.with(batch.leaderEpoch(), index, endOffset);
        lastIndex += batch.entries();
        endOffset = batch.nextOffset();
    }

    List<Piece> changedPieces() {
        return pieces.subList(before.pieces().size() - 1, pieces.size());
    }

    List<TermStart> newTerms() {
        return terms.starts()
                .subList(before.terms().starts().size(), terms.starts().size());
    }

    LogView view() {
        LogBounds bounds = before.bounds();
        LogBounds longer = new LogBounds(
                bounds.firstIndex(),
                lastIndex,
                bounds.startOffset(),
                endOffset,
                terms.lastTerm(),
                bounds.durableIndex());
        return new LogView(before.number(), longer, terms, pieces);
    }
}
