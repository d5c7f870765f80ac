package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.LogChecks;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * Takes entries away from a log. Readers are shown the shorter log first, and the entries go then: so whoever has read them
 * under the epoch that is still the log's, has read what was there.
 *
 * <p>For the one thread that changes the log.
 */
final class LogTrimmer {
    private final LogState state;
    private final Database database;
    private final Journal journal;
    private final Positions positions;
    private final RollRule rule;

    LogTrimmer(LogState state, Database database, Journal journal, RollRule rule) {
        this.state = state;
        this.database = database;
        this.journal = journal;
        this.positions = new Positions(database, state.number());
        this.rule = rule;
    }

    void truncateSuffix(long fromIndex) {
        checkChangeable();
        LogView view = state.view();
        if (!new LogChecks(state.id(), view.bounds()).truncates(fromIndex)) {
            return;
        }
        boolean all = fromIndex == view.bounds().firstIndex();
        LogView shorter = all ? LogView.empty(view.epoch() + 1, view.start()) : truncated(view, fromIndex);
        commit(shorter, changes -> {
            KeyRange.entries(state.number(), fromIndex, KeyRange.END).delete(changes);
            KeyRange.small(Keys.TERM, state.number(), fromIndex, KeyRange.END).delete(changes);
            KeyRange.small(Keys.PIECE, state.number(), all ? 0 : fromIndex, KeyRange.END)
                    .delete(changes);
            putPiece(changes, shorter.activePiece());
        });
    }

    private LogView truncated(LogView view, long fromIndex) {
        StoredPosition last = at(fromIndex - 1);
        TermTable terms = view.terms().before(fromIndex);
        LogBounds bounds = view.bounds();
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                fromIndex - 1,
                bounds.startOffset(),
                last.entry().nextOffset(),
                terms.lastTerm(),
                Math.min(bounds.durableIndex(), fromIndex - 1));
        List<Piece> pieces = view.pieces().subList(0, view.pieceOf(fromIndex - 1) + 1);
        long firstOfPiece = Math.max(bounds.firstIndex(), pieces.getLast().firstIndex());
        long firstTime = FirstTimes.of(positions, rule, firstOfPiece, fromIndex - 1);
        LogView.Tail tail = new LogView.Tail(last.end(), last.highestTime(), firstTime);
        return new LogView(view.epoch() + 1, to, view.start(), pieces, terms, tail);
    }

    void dropPrefix(long firstIndex) {
        checkChangeable();
        LogView view = state.view();
        if (!new LogChecks(state.id(), view.bounds()).drops(firstIndex)) {
            return;
        }
        if (view.bounds().durableIndex() < firstIndex - 1) {
            journal.sync(); // for the bounds to be true that readers are shown first
        }
        StoredPosition before = at(firstIndex - 1);
        boolean all = firstIndex > view.bounds().lastIndex();
        long previousTerm = view.terms().termAt(firstIndex - 1);
        Start start = new Start(firstIndex, before.entry().nextOffset(), previousTerm, before.end());
        LogView shorter = all ? LogView.empty(view.epoch() + 1, start) : dropped(view, start);
        KeyRange gone = KeyRange.entries(state.number(), view.bounds().firstIndex(), firstIndex);
        commit(shorter, changes -> {
            changes.put(Family.SMALL, Keys.start(state.number()), start.encode());
            gone.delete(changes);
            KeyRange.small(Keys.TERM, state.number(), 0, firstIndex).delete(changes);
            Piece firstPiece = shorter.pieces().getFirst();
            KeyRange.small(Keys.PIECE, state.number(), 0, firstPiece.firstIndex())
                    .delete(changes);
            putPiece(changes, firstPiece);
            if (!all) {
                putTerm(changes, shorter.terms().starts().getFirst());
            }
        });
        gone.reclaim(database);
    }

    private static LogView dropped(LogView view, Start start) {
        LogBounds bounds = view.bounds();
        LogBounds to = new LogBounds(
                start.firstIndex(),
                bounds.lastIndex(),
                start.offset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                Math.max(bounds.durableIndex(), start.firstIndex() - 1));
        List<Piece> pieces = new ArrayList<>(view.pieces()
                .subList(view.pieceOf(start.firstIndex()), view.pieces().size()));
        TermTable terms = view.terms().from(start.firstIndex(), start.offset(), false);
        return new LogView(view.epoch() + 1, to, start, pieces, terms, view.tail());
    }

    void reset(long firstIndex, long startOffset, long previousTerm) {
        checkChangeable();
        LogView view = state.view();
        Start start = new Start(firstIndex, startOffset, previousTerm, 0);
        LogView empty = LogView.empty(view.epoch() + 1, start);
        KeyRange gone = KeyRange.entries(state.number(), 0, KeyRange.END);
        commit(empty, changes -> {
            changes.put(Family.SMALL, Keys.start(state.number()), start.encode());
            gone.delete(changes);
            KeyRange.small(Keys.TERM, state.number(), 0, KeyRange.END).delete(changes);
            KeyRange.small(Keys.PIECE, state.number(), 0, KeyRange.END).delete(changes);
            putPiece(changes, empty.activePiece());
        });
        gone.reclaim(database);
    }

    private void putTerm(Changes changes, TermStart term) throws RocksDBException {
        changes.put(Family.SMALL, Keys.small(Keys.TERM, state.number(), term.index()), StoredTerm.encode(term));
    }

    private void putPiece(Changes changes, Piece piece) throws RocksDBException {
        changes.put(Family.SMALL, Keys.small(Keys.PIECE, state.number(), piece.firstIndex()), piece.encode());
    }

    /** What is left is durable as well, as everything that was written before is. */
    private void commit(LogView shorter, Journal.Filling filling) {
        state.publishShorter(shorter);
        journal.writeDurably(filling);
        state.publishShorter(shorter.withDurable(shorter.bounds().lastIndex()));
    }

    private void checkChangeable() {
        state.checkOpen();
        journal.checkWorking();
    }

    private StoredPosition at(long index) {
        try {
            return positions.at(index);
        } catch (LostEntryException e) {
            throw new CorruptLogException("log " + state.id() + " is damaged: " + e.getMessage());
        }
    }
}
