package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;

/** A log with entries that are being added to it: what is written for them, and the view that has them. For one thread. */
final class Growth {
    private final LogState state;
    private final LogView before;
    private final RollRule rule;
    private final Changes changes;
    private List<Piece> pieces;
    private TermTable terms;
    private long nextIndex;
    private long nextOffset;
    private long end;
    private long highestTime;
    private long firstTime;

    /** For a {@link LogState#change}. */
    Growth(LogState state, RollRule rule, Changes changes) {
        this.state = state;
        this.before = state.view();
        this.rule = rule;
        this.changes = changes;
        this.pieces = before.pieces();
        this.terms = before.terms();
        this.nextIndex = before.bounds().lastIndex() + 1;
        this.nextOffset = before.bounds().endOffset();
        this.end = before.tail().end();
        this.highestTime = before.tail().highestTime();
        this.firstTime = before.tail().firstTime();
    }

    /** Adds a batch, and sets its base offset. */
    void add(RecordBatch batch) throws RocksDBException {
        batch.assign(nextOffset, batch.leaderEpoch());
        rollIfDue(batch);
        addTerm(batch.leaderEpoch());
        EntryPosition entry = new EntryPosition(
                nextIndex,
                batch.leaderEpoch(),
                nextOffset,
                batch.nextOffset(),
                batch.maxTimestamp(),
                batch.sizeInBytes(),
                batch.entries());
        end += batch.sizeInBytes();
        firstTime = rule.firstTime(firstTime, batch.takesOffsets(), batch.maxTimestamp());
        highestTime = batch.takesOffsets() ? Math.max(highestTime, batch.maxTimestamp()) : highestTime;
        StoredPosition position = new StoredPosition(entry, highestTime, end);
        changes.put(state.number(), pieces.getLast(), position, bytes(batch));
        nextIndex = entry.nextIndex();
        nextOffset = batch.nextOffset();
    }

    private void rollIfDue(RecordBatch next) throws RocksDBException {
        long size = pieces.size() == 1 ? end - before.start().dropped() : end;
        if (size == 0 || !rule.isDue(size, firstTime, next)) {
            return;
        }
        List<Piece> more = new ArrayList<>(pieces);
        more.add(more.removeLast().sealed(end, highestTime));
        more.add(new Piece(state.newSerial(), nextIndex, nextOffset));
        for (Piece piece : more.subList(more.size() - 2, more.size())) {
            changes.put(state.number(), piece);
        }
        state.putSerials(changes);
        pieces = more;
        end = 0;
        highestTime = -1;
        firstTime = RollRule.NOT_YET;
    }

    private void addTerm(long term) throws RocksDBException {
        TermTable longer = terms.with(term, nextIndex, nextOffset);
        if (!longer.equals(terms)) {
            changes.put(state.number(), longer.starts().getLast());
            terms = longer;
        }
    }

    static byte[] bytes(RecordBatch batch) {
        byte[] bytes = new byte[batch.sizeInBytes()];
        batch.buffer().get(bytes);
        return bytes;
    }

    /** The log with what was added. */
    LogView view() {
        LogBounds bounds = before.bounds();
        LogBounds to = new LogBounds(
                bounds.firstIndex(),
                nextIndex - 1,
                bounds.startOffset(),
                nextOffset,
                terms.lastTerm(),
                bounds.durableIndex());
        LogView.Tail tail = new LogView.Tail(end, highestTime, firstTime);
        return new LogView(before.epoch(), to, before.start(), pieces, terms, tail, before.compactedIndex());
    }
}
