package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.support.LogChecks;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
        change(view -> {
            if (new LogChecks(state.id(), view.bounds()).truncates(fromIndex)) {
                truncate(view, startOf(view, fromIndex));
            }
        });
    }

    private void truncate(LogView view, long fromIndex) {
        boolean all = fromIndex == view.bounds().firstIndex();
        LogView shorter = all ? empty(view, view.start(), view.compactedIndex()) : truncated(view, fromIndex);
        int cut = view.pieceOf(fromIndex);
        commit(shorter, changes -> {
            for (int i = cut; i < view.pieces().size(); i++) {
                long from = i == cut ? fromIndex : 0;
                KeyRange.entries(state.number(), view.pieces().get(i).serial(), from, KeyRange.END)
                        .delete(changes);
            }
            KeyRange.small(Keys.TERM, state.number(), fromIndex, KeyRange.END).delete(changes);
            KeyRange.small(Keys.PIECE, state.number(), all ? 0 : fromIndex, KeyRange.END)
                    .delete(changes);
            changes.put(state.number(), shorter.activePiece());
        });
    }

    private LogView truncated(LogView view, long fromIndex) {
        StoredPosition last = at(view, fromIndex - 1);
        TermTable terms = view.terms().before(fromIndex);
        LogBounds bounds = view.bounds();
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                fromIndex - 1,
                bounds.startOffset(),
                last.entry().nextOffset(),
                terms.lastTerm(),
                Math.min(bounds.durableIndex(), fromIndex - 1));
        List<Piece> pieces = new ArrayList<>(view.pieces().subList(0, view.pieceOf(fromIndex - 1) + 1));
        Piece active = pieces.removeLast().unsealed();
        pieces.add(active);
        long firstOfPiece = Math.max(bounds.firstIndex(), active.firstIndex());
        long firstTime = FirstTimes.of(positions, rule, active, firstOfPiece, fromIndex - 1);
        LogView.Tail tail = new LogView.Tail(last.end(), last.highestTime(), firstTime);
        return new LogView(view.epoch() + 1, to, view.start(), pieces, terms, tail, view.compactedIndex());
    }

    void dropPrefix(long firstIndex) {
        change(view -> {
            LogBounds bounds = view.bounds();
            if (new LogChecks(state.id(), bounds).drops(firstIndex)) {
                long first = firstIndex > bounds.lastIndex() ? firstIndex : startOf(view, firstIndex);
                if (first > bounds.firstIndex()) {
                    drop(view, first);
                }
            }
        });
    }

    private void drop(LogView view, long firstIndex) {
        if (view.bounds().durableIndex() < firstIndex - 1) {
            journal.sync(); // for the bounds to be true that readers are shown first
        }
        boolean all = firstIndex > view.bounds().lastIndex();
        Start start = startAt(view, firstIndex, all);
        LogView shorter = all ? empty(view, start, view.compactedIndex()) : dropped(view, start);
        List<KeyRange> gone = goneBefore(view, firstIndex, all);
        commit(shorter, changes -> {
            changes.put(state.number(), start);
            for (KeyRange range : gone) {
                range.delete(changes);
            }
            KeyRange.small(Keys.TERM, state.number(), 0, firstIndex).delete(changes);
            Piece firstPiece = shorter.pieces().getFirst();
            KeyRange.small(Keys.PIECE, state.number(), 0, firstPiece.firstIndex())
                    .delete(changes);
            changes.put(state.number(), firstPiece);
            if (!all) {
                changes.put(state.number(), shorter.terms().starts().getFirst());
            }
        });
        KeyRange.reclaim(database, gone);
    }

    private Start startAt(LogView view, long firstIndex, boolean empty) {
        StoredPosition before = at(view, firstIndex - 1);
        boolean withinPiece = !empty && view.pieceAt(firstIndex).firstIndex() < firstIndex;
        return new Start(
                firstIndex,
                before.entry().nextOffset(),
                view.terms().termAt(firstIndex - 1),
                withinPiece ? before.end() : 0);
    }

    private List<KeyRange> goneBefore(LogView view, long firstIndex, boolean all) {
        int cut = view.pieceOf(firstIndex);
        List<KeyRange> gone = new ArrayList<>();
        for (int i = 0; i <= cut; i++) {
            long to = i < cut || all ? KeyRange.END : firstIndex;
            gone.add(KeyRange.entries(state.number(), view.pieces().get(i).serial(), 0, to));
        }
        return gone;
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
        List<Piece> pieces = view.pieces()
                .subList(view.pieceOf(start.firstIndex()), view.pieces().size());
        TermTable terms = view.terms().from(start.firstIndex(), start.offset(), false);
        return new LogView(view.epoch() + 1, to, start, pieces, terms, view.tail(), view.compactedIndex());
    }

    void reset(long firstIndex, long startOffset, long previousTerm) {
        change(view -> {
            Start start = new Start(firstIndex, startOffset, previousTerm, 0);
            LogView empty = empty(view, start, 0);
            KeyRange gone = KeyRange.log(state.number());
            commit(empty, changes -> {
                changes.put(state.number(), start);
                changes.delete(Family.SMALL, Keys.compacted(state.number()));
                gone.delete(changes);
                KeyRange.small(Keys.TERM, state.number(), 0, KeyRange.END).delete(changes);
                KeyRange.small(Keys.PIECE, state.number(), 0, KeyRange.END).delete(changes);
                changes.put(state.number(), empty.activePiece());
            });
            KeyRange.reclaim(database, List.of(gone));
        });
    }

    private LogView empty(LogView before, Start start, long compactedIndex) {
        return LogView.empty(before.epoch() + 1, start, state.newSerial(), compactedIndex);
    }

    /** What is left is durable as well, as everything that was written before is. */
    private void commit(LogView shorter, Journal.Filling filling) {
        state.publishShorter(shorter);
        journal.writeDurably(changes -> {
            state.putSerials(changes);
            filling.into(changes);
        });
        state.publishShorter(shorter.withDurable(shorter.bounds().lastIndex()));
    }

    private void change(Consumer<LogView> change) {
        state.change(() -> {
            journal.checkWorking();
            change.accept(state.view());
        });
    }

    /** Where the entry at an index begins: a hole has several. */
    private long startOf(LogView view, long index) {
        return at(view, index).entry().index();
    }

    private StoredPosition at(LogView view, long index) {
        try {
            return positions.at(view, index);
        } catch (LostEntryException e) {
            throw new CorruptLogException("log " + state.id() + " is damaged: " + e.getMessage());
        }
    }
}
