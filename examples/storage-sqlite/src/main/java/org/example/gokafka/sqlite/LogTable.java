package org.example.gokafka.sqlite;

import io.gokafka.api.LogId;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What the database has of one log. Methods that take a connection change it, within a transaction of the {@link Writer}; the others
 * read, and are for any thread.
 *
 * @param id the log
 * @param database where it is
 */
record LogTable(LogId id, Database database) {
    private static final String COLUMNS = "SELECT idx, term, base_offset, next_offset, max_timestamp, size, entries";
    private static final String POSITION = COLUMNS + " FROM entries ";
    private static final String ENTRIES = COLUMNS + ", bytes FROM entries WHERE number = ?1 AND idx >= ";
    /** Of an entry that is there, or the hole that has it. */
    private static final String LAST_UP_TO_INDEX = "number = ?1 AND idx <= ?2 ORDER BY idx DESC LIMIT 1";
    private static final String INDEX_AT_OFFSET =
            "SELECT idx FROM entries WHERE number = ?1 AND next_offset > ?2 ORDER BY next_offset, idx LIMIT 1";

    /** What the log's entries are found by; empty when there is no such log. */
    Optional<Long> number() {
        return database.read(connection ->
                Database.rows(connection, row -> row.getLong(1), "SELECT number FROM logs WHERE name = ?", id.value())
                        .stream()
                        .findFirst());
    }

    void create(Connection connection) throws SQLException {
        Database.change(
                connection, "INSERT INTO logs VALUES (?, ?, 1, 0, 0, 0, NULL)", id.value(), newNumber(connection));
    }

    void delete(Connection connection, Garbage garbage, long number) throws SQLException {
        abandon(connection, garbage, number);
        Database.change(connection, "DELETE FROM logs WHERE name = ?", id.value());
        Database.change(connection, "DELETE FROM snapshots WHERE name = ?", id.value());
    }

    static long newNumber(Connection connection) throws SQLException {
        Database.change(connection, "UPDATE meta SET last_number = last_number + 1");
        return Database.rows(connection, row -> row.getLong(1), "SELECT last_number FROM meta")
                .getFirst();
    }

    /** What a log with a number has is garbage, and the number not used any more. */
    static void abandon(Connection connection, Garbage garbage, long number) throws SQLException {
        Database.change(connection, "DELETE FROM terms WHERE number = ?", number);
        Database.change(connection, "DELETE FROM pieces WHERE number = ?", number);
        garbage.add(connection, number, Long.MAX_VALUE);
    }

    static void putEntry(Connection connection, long number, long index, RecordBatch batch) throws SQLException {
        byte[] bytes = new byte[batch.sizeInBytes()];
        batch.buffer().get(bytes);
        Database.change(
                connection,
                "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                index,
                batch.leaderEpoch(),
                batch.baseOffset(),
                batch.nextOffset(),
                batch.maxTimestamp(),
                bytes.length,
                batch.entries(),
                bytes);
    }

    static void putTerm(Connection connection, long number, TermStart term) throws SQLException {
        Database.change(
                connection,
                "INSERT OR REPLACE INTO terms VALUES (?, ?, ?, ?)",
                number,
                term.index(),
                term.term(),
                term.offset());
    }

    static void putPiece(Connection connection, long number, Piece piece) throws SQLException {
        Database.change(
                connection,
                "INSERT OR REPLACE INTO pieces VALUES (?, ?, ?, ?, ?, ?)",
                number,
                piece.index(),
                piece.baseOffset(),
                piece.size(),
                piece.maxTimestamp(),
                piece.firstTime());
    }

    static void deleteFrom(Connection connection, long number, long index) throws SQLException {
        for (String table : List.of("entries", "terms", "pieces")) {
            Database.change(connection, "DELETE FROM " + table + " WHERE number = ? AND idx >= ?", number, index);
        }
    }

    /** Of a log whose prefix was dropped: where its first piece and its first term begin now. */
    static void putShorter(Connection connection, LogView view) throws SQLException {
        for (String table : List.of("terms", "pieces")) {
            Database.change(
                    connection,
                    "DELETE FROM " + table + " WHERE number = ? AND idx < ?",
                    view.number(),
                    view.bounds().firstIndex());
        }
        putPiece(connection, view.number(), view.pieces().getFirst());
        if (!view.bounds().isEmpty()) {
            putTerm(connection, view.number(), view.terms().starts().getFirst());
        }
    }

    void putStart(Connection connection, LogView view) throws SQLException {
        Database.change(
                connection,
                "UPDATE logs SET number = ?, first_index = ?, start_offset = ?, previous_term = ? WHERE name = ?",
                view.number(),
                view.bounds().firstIndex(),
                view.bounds().startOffset(),
                view.terms().previousTerm(),
                id.value());
    }

    CorruptLogException damaged(String how) {
        return new CorruptLogException("log " + id + " of the database is damaged: " + how);
    }

    /** All that a log is known by; nobody may change it meanwhile. */
    LogView load() {
        return database.read(connection -> {
            LogView start = Database.rows(
                            connection,
                            row -> LogView.empty(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                            "SELECT number, first_index, start_offset, previous_term FROM logs WHERE name = ?",
                            id.value())
                    .getFirst();
            Optional<EntryPosition> last =
                    one(connection, POSITION + "WHERE number = ? ORDER BY idx DESC LIMIT 1", start.number());
            long first = start.bounds().firstIndex();
            return last.filter(entry -> entry.index() >= first).isPresent()
                    ? load(connection, start, last.get())
                    : start;
        });
    }

    private static LogView load(Connection connection, LogView start, EntryPosition last) throws SQLException {
        List<TermStart> terms = Database.rows(
                connection,
                row -> new TermStart(row.getLong(1), row.getLong(2), row.getLong(3)),
                "SELECT term, idx, base_offset FROM terms WHERE number = ? ORDER BY idx",
                start.number());
        List<Piece> pieces = Database.rows(
                connection,
                row -> new Piece(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                "SELECT idx, base_offset, size, max_timestamp, first_time FROM pieces WHERE number = ? ORDER BY idx",
                start.number());
        long first = start.bounds().firstIndex();
        long offset = start.bounds().startOffset();
        long end = last.lastIndex();
        LogBounds bounds = new LogBounds(first, end, offset, last.nextOffset(), last.term(), end);
        return new LogView(start.number(), bounds, new TermTable(start.terms().previousTerm(), terms), pieces);
    }

    private static Optional<EntryPosition> one(Connection connection, String sql, Object... parameters)
            throws SQLException {
        return Database.rows(connection, LogTable::position, sql, parameters).stream()
                .findFirst();
    }

    private static EntryPosition position(ResultSet row) throws SQLException {
        return new EntryPosition(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getInt(6),
                row.getInt(7));
    }

    /** The entry that has an index: a hole has several. */
    Optional<EntryPosition> atIndex(long number, long index) {
        return database.read(c -> one(c, POSITION + "WHERE " + LAST_UP_TO_INDEX, number, index))
                .filter(entry -> entry.lastIndex() >= index);
    }

    /** The first entry that ends behind an offset. */
    Optional<EntryPosition> atOffset(long number, long offset) {
        return database.read(c -> one(
                c,
                POSITION + "WHERE number = ? AND next_offset > ? ORDER BY next_offset, idx LIMIT 1",
                number,
                offset));
    }

    /** The first entry from an index on that is at or after a time, and has offsets. */
    Optional<EntryPosition> atTime(long number, long fromIndex, long timestamp) {
        return database.read(c -> one(
                c,
                POSITION
                        + "WHERE number = ? AND idx >= ? AND max_timestamp >= ? AND next_offset > base_offset ORDER BY"
                        + " idx LIMIT 1",
                number,
                fromIndex,
                timestamp));
    }

    /** What a piece is when it has the entries of a range alone. */
    Piece cut(long number, Piece piece, long from, long baseOffset, long to) {
        return database.read(connection -> Database.rows(
                        connection,
                        row -> new Piece(
                                from,
                                baseOffset,
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(2) < 0 ? RollRule.NOT_YET : piece.firstTime()),
                        "SELECT coalesce(sum(size), 0), coalesce(max(iif(next_offset > base_offset, max_timestamp,"
                                + " -1)), -1) FROM entries WHERE number = ? AND idx BETWEEN ? AND ?",
                        number,
                        from,
                        to))
                .getFirst();
    }

    /** Where a slice ends: at the first entry that is not wanted, and before more bytes than allowed, but for the first. */
    interface Wanted {
        boolean test(EntryPosition entry);
    }

    ByteBuffer readFromIndex(long number, long index, Wanted wanted, int maxBytes) {
        return read(
                ENTRIES + "(SELECT idx FROM entries WHERE " + LAST_UP_TO_INDEX + ") ORDER BY idx",
                number,
                index,
                entry -> entry.lastIndex() >= index && wanted.test(entry),
                maxBytes);
    }

    ByteBuffer readFromOffset(long number, long offset, Wanted wanted, int maxBytes) {
        return read(ENTRIES + "(" + INDEX_AT_OFFSET + ") ORDER BY idx", number, offset, wanted, maxBytes);
    }

    private ByteBuffer read(String sql, long number, long from, Wanted wanted, int maxBytes) {
        return database.read(connection -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (PreparedStatement statement = Database.prepared(connection, sql, number, from);
                    ResultSet row = statement.executeQuery()) {
                while (row.next() && wanted.test(position(row)) && fits(bytes.size(), row.getInt(6), maxBytes)) {
                    bytes.writeBytes(row.getBytes(8));
                }
            }
            return ByteBuffer.wrap(bytes.toByteArray());
        });
    }

    private static boolean fits(int size, int more, int maxBytes) {
        return size == 0 || (long) size + more <= maxBytes;
    }
}
