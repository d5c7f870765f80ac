package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Finds out what there is of a log: it looks at the start, the last entry, the terms and the pieces, however long the log is.
 * Writes are atomic, so there is no tail to be cut; what does not fit together is damage.
 */
final class LogOpener {
    private final LogId id;
    private final int number;
    private final Database database;
    private final Positions positions;
    private final RollRule rule;

    LogOpener(LogId id, int number, Database database, RollRule rule) {
        this.id = id;
        this.number = number;
        this.database = database;
        this.positions = new Positions(database, number);
        this.rule = rule;
    }

    /**
     * The log as it is; all of it is durable.
     *
     * @throws CorruptLogException when it is damaged
     */
    LogState open() {
        try {
            return new LogState(id, number, view());
        } catch (LostEntryException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private LogView view() {
        Start start = start();
        List<Piece> pieces = all(Keys.PIECE, Piece::decode);
        List<TermStart> terms = all(Keys.TERM, StoredTerm::decode);
        long last = lastIndex();
        if (pieces.isEmpty() || pieces.getLast().firstIndex() > Math.max(last, start.firstIndex() - 1) + 1) {
            throw damaged("its pieces are " + pieces);
        }
        if (last < start.firstIndex()) {
            return LogView.empty(0, start);
        }
        StoredPosition end = positions.at(last);
        checkBatch(end);
        TermTable table = new TermTable(start.previousTerm(), terms);
        if (terms.isEmpty()
                || terms.getFirst().index() != start.firstIndex()
                || table.lastTerm() != end.entry().term()) {
            throw damaged("its terms are " + terms);
        }
        LogBounds bounds = new LogBounds(
                start.firstIndex(), last, start.offset(), end.entry().nextOffset(), table.lastTerm(), last);
        long firstOfPiece = Math.max(start.firstIndex(), pieces.getLast().firstIndex());
        long firstTime = FirstTimes.of(positions, rule, firstOfPiece, last);
        return new LogView(0, bounds, start, pieces, table, new LogView.Tail(end.end(), end.highestTime(), firstTime));
    }

    private Start start() {
        byte[] start = database.get(Family.SMALL, Keys.start(number));
        if (start == null) {
            throw damaged("its start is not there");
        }
        return Start.decode(start);
    }

    /** The index of the last entry; -1 when there is none. */
    private long lastIndex() {
        try (Cursor cursor = database.cursor(Family.POSITIONS)) {
            cursor.seekBack(Keys.entry(number, Long.MAX_VALUE));
            return cursor.isThere() ? Keys.indexIn(cursor.key(), number) : -1;
        }
    }

    private <T> List<T> all(byte kind, BiFunction<Long, byte[], T> decode) {
        List<T> found = new ArrayList<>();
        try (Cursor cursor = database.cursor(Family.SMALL)) {
            cursor.seek(Keys.small(kind, number, 0));
            while (cursor.isThere()) {
                long index = Keys.indexIn(cursor.key(), kind, number);
                if (index < 0) {
                    break;
                }
                found.add(decode.apply(index, cursor.value()));
                cursor.next();
            }
        }
        return found;
    }

    private void checkBatch(StoredPosition position) {
        byte[] bytes =
                database.get(Family.ENTRIES, Keys.entry(number, position.entry().index()));
        if (bytes == null) {
            throw new LostEntryException(position.entry().index());
        }
        try {
            if (!position.describes(RecordBatch.verified(ByteBuffer.wrap(bytes)))) {
                throw damaged("its last entry is not " + position.entry());
            }
        } catch (InvalidBatchException e) {
            throw damaged("its last entry: " + e.getMessage());
        }
    }

    private CorruptLogException damaged(String how) {
        return new CorruptLogException("log " + id + " is damaged: " + how);
    }
}
