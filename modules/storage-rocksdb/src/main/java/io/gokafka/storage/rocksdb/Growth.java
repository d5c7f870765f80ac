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
    private final int number;
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

    Growth(int number, LogView before, RollRule rule, Changes changes) {
        this.number = number;
        this.before = before;
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
                batch.sizeInBytes());
        end += batch.sizeInBytes();
        firstTime = rule.firstTime(firstTime, batch.takesOffsets(), batch.maxTimestamp());
        highestTime = batch.takesOffsets() ? Math.max(highestTime, batch.maxTimestamp()) : highestTime;
        byte[] key = Keys.entry(number, nextIndex);
        changes.put(Family.ENTRIES, key, bytes(batch));
        changes.put(Family.POSITIONS, key, new StoredPosition(entry, highestTime, end).encode());
        nextIndex++;
        nextOffset = batch.nextOffset();
    }

    private void rollIfDue(RecordBatch next) throws RocksDBException {
        long size = end - Math.max(before.start().begin(), pieces.getLast().begin());
        if (size == 0 || !rule.isDue(size, firstTime, next)) {
            return;
        }
        Piece piece = new Piece(nextIndex, nextOffset, end, highestTime);
        changes.put(Family.SMALL, Keys.small(Keys.PIECE, number, nextIndex), piece.encode());
        List<Piece> more = new ArrayList<>(pieces);
        more.add(piece);
        pieces = more;
        highestTime = -1;
        firstTime = RollRule.NOT_YET;
    }

    private void addTerm(long term) throws RocksDBException {
        TermTable longer = terms.with(term, nextIndex, nextOffset);
        if (!longer.equals(terms)) {
            changes.put(
                    Family.SMALL,
                    Keys.small(Keys.TERM, number, nextIndex),
                    StoredTerm.encode(longer.starts().getLast()));
            terms = longer;
        }
    }

    private static byte[] bytes(RecordBatch batch) {
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
        return new LogView(
                before.epoch(), to, before.start(), pieces, terms, new LogView.Tail(end, highestTime, firstTime));
    }
}
