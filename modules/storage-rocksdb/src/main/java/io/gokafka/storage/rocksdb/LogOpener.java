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
import java.util.Optional;
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
     * The log as it is; all of it is durable. Nothing is changed.
     *
     * @throws CorruptLogException when it is damaged
     */
    LogState open() {
        try {
            return new LogState(id, number, view(), nextSerial());
        } catch (LostEntryException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private LogView view() {
        Start start = start();
        List<Piece> pieces = all(Keys.PIECE, Piece::decode);
        if (pieces.isEmpty()) {
            throw damaged("it has no pieces");
        }
        Piece active = pieces.getLast();
        Optional<StoredPosition> last = positions.last(active);
        if (last.isPresent()) {
            return view(start, pieces, last.get());
        }
        if (pieces.size() > 1 || active.firstIndex() != start.firstIndex()) {
            throw damaged("it has no entry in the last of its pieces " + pieces);
        }
        return LogView.empty(0, start, active.serial(), compactedIndex());
    }

    private LogView view(Start start, List<Piece> pieces, StoredPosition end) {
        Piece active = pieces.getLast();
        checkBatch(active, end);
        long last = end.entry().lastIndex();
        long firstOfPiece = Math.max(start.firstIndex(), active.firstIndex());
        if (last < firstOfPiece) {
            throw damaged("it ends at entry " + last + ", before " + firstOfPiece);
        }
        TermTable table = terms(start, end);
        LogBounds bounds = new LogBounds(
                start.firstIndex(), last, start.offset(), end.entry().nextOffset(), table.lastTerm(), last);
        long firstTime = FirstTimes.of(positions, rule, active, firstOfPiece, last);
        LogView.Tail tail = new LogView.Tail(end.end(), end.highestTime(), firstTime);
        return new LogView(0, bounds, start, pieces, table, tail, compactedIndex());
    }

    private TermTable terms(Start start, StoredPosition end) {
        List<TermStart> terms = all(Keys.TERM, StoredTerm::decode);
        TermTable table = new TermTable(start.previousTerm(), terms);
        if (terms.isEmpty()
                || terms.getFirst().index() != start.firstIndex()
                || table.lastTerm() != end.entry().term()) {
            throw damaged("its terms are " + terms);
        }
        return table;
    }

    private Start start() {
        return Start.decode(needed(Keys.start(number), "start"));
    }

    private int nextSerial() {
        return Keys.numberIn(needed(Keys.nextSerial(number), "next serial"));
    }

    private byte[] needed(byte[] key, String what) {
        byte[] value = database.get(Family.SMALL, key);
        if (value == null) {
            throw damaged("its " + what + " is not there");
        }
        return value;
    }

    private long compactedIndex() {
        byte[] index = database.get(Family.SMALL, Keys.compacted(number));
        return index == null ? 0 : Keys.compactedIn(index);
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

    private void checkBatch(Piece piece, StoredPosition position) {
        byte[] bytes = database.get(
                Family.ENTRIES,
                Keys.entry(number, piece.serial(), position.entry().index()));
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
