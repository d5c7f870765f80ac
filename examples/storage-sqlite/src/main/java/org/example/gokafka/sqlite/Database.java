package org.example.gokafka.sqlite;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/**
 * The database: one connection that writes, some that read.
 *
 * <p><b>Threading.</b> Any number of threads read: one at a time on each connection, others wait for one. Native code holds the
 * carrier of a virtual thread.
 */
final class Database implements AutoCloseable {
    /** Something that is done on a connection. */
    interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Something that is done with each row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Of one log, "number" is never used again: a log that is reset or made anew gets another. */
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS meta (last_number INTEGER NOT NULL, syncs INTEGER NOT NULL)",
            "INSERT INTO meta SELECT 0, 0 WHERE NOT EXISTS (SELECT * FROM meta)",
            "CREATE TABLE IF NOT EXISTS logs (name TEXT PRIMARY KEY, number INTEGER NOT NULL, first_index INTEGER NOT"
                + " NULL, start_offset INTEGER NOT NULL, previous_term INTEGER NOT NULL, vote_term INTEGER NOT NULL,"
                + " voted_for TEXT)",
            "CREATE TABLE IF NOT EXISTS snapshots (name TEXT PRIMARY KEY, idx INTEGER NOT NULL, term INTEGER NOT NULL,"
                    + " next_offset INTEGER NOT NULL, voters TEXT NOT NULL, state BLOB NOT NULL)",
            "CREATE TABLE IF NOT EXISTS terms (number INTEGER, idx INTEGER, term INTEGER NOT NULL, base_offset INTEGER"
                    + " NOT NULL, PRIMARY KEY (number, idx)) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS pieces (number INTEGER, idx INTEGER, base_offset INTEGER NOT NULL, size"
                    + " INTEGER NOT NULL, max_timestamp INTEGER NOT NULL, first_time INTEGER NOT NULL, PRIMARY KEY"
                    + " (number, idx)) WITHOUT ROWID",
            // The bytes come last: whoever does not ask for them does not read them.
            "CREATE TABLE IF NOT EXISTS entries (number INTEGER, idx INTEGER, term INTEGER NOT NULL, base_offset"
                + " INTEGER NOT NULL, next_offset INTEGER NOT NULL, max_timestamp INTEGER NOT NULL, size INTEGER NOT"
                + " NULL, entries INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (number, idx))",
            "CREATE INDEX IF NOT EXISTS by_offset ON entries (number, next_offset, idx)",
            "CREATE TABLE IF NOT EXISTS garbage (number INTEGER PRIMARY KEY, before_idx INTEGER NOT NULL)");

    /** The write-ahead log is emptied when it is larger. */
    static final long LOG_BYTES = 16 << 20;

    private final Path log;
    private final Connection writing;
    private final List<Connection> reading = new ArrayList<>();
    private final BlockingQueue<Connection> idle;

    private Database(Path file, Connection writing, int readers) {
        this.log = Path.of(file + "-wal");
        this.writing = writing;
        this.idle = new ArrayBlockingQueue<>(readers);
    }

    /** Opens the database of a file, and makes durable what is there. */
    static Database open(Path file, SqliteSettings settings) {
        String url = "jdbc:sqlite:" + file;
        try {
            Database database = new Database(file, JDBC.createConnection(url, new Properties()), settings.readers());
            try {
                database.prepare(url, settings);
                return database;
            } catch (SQLException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed("cannot open the database " + file, e);
        }
    }

    private void prepare(String url, SqliteSettings settings) throws SQLException {
        String cache = "PRAGMA cache_size = -" + (settings.cache() >> 10);
        // SQLite's own checkpoints pass over a sync of the log that fails, and the next one of the same bytes succeeds.
        execute(
                writing,
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA wal_autocheckpoint = 0",
                cache);
        execute(writing, "BEGIN");
        execute(writing, SCHEMA.toArray(String[]::new));
        execute(writing, "COMMIT");
        if (!emptyLog()) {
            throw new SQLException("another process uses it");
        }
        execute(writing, "PRAGMA busy_timeout = 10"); // of a checkpoint that waits for readers
        while (idle.remainingCapacity() > 0) {
            Connection connection = JDBC.createConnection(url, new Properties());
            reading.add(connection);
            execute(connection, cache, "PRAGMA query_only = TRUE");
            idle.add(connection);
        }
    }

    /** Copies the write-ahead log to the database's file, syncs that, and truncates it; not when somebody is reading in it. */
    private boolean emptyLog() throws SQLException {
        return rows(writing, row -> row.getInt(1) == 0, "PRAGMA wal_checkpoint(TRUNCATE)")
                .getFirst();
    }

    /** Empties the write-ahead log when it is large; the next call does it when somebody is reading. For the writer's thread. */
    void boundLog() throws SQLException {
        if (log.toFile().length() > LOG_BYTES) {
            emptyLog();
        }
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Runs a statement; parameters are numbers, text, bytes or null. Returns how many rows it changed. */
    static int change(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** All rows of a query; there must be few. */
    static <T> List<T> rows(Connection connection, Row<T> row, String sql, @Nullable Object... parameters)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row.of(result));
            }
        }
        return rows;
    }

    static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** For the writer's thread. */
    Connection writing() {
        return writing;
    }

    /**
     * Reads. A single statement sees the database as it is at one moment.
     *
     * @throws StorageException when that fails
     */
    <T> T read(Query<T> query) {
        Connection connection;
        try {
            connection = idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while it waited for a connection to the database", e);
        }
        try {
            return query.on(connection);
        } catch (SQLException e) {
            throw failed("the database cannot be read", e);
        } finally {
            idle.add(connection);
        }
    }

    /** Damage has to be told from other failures: a replica whose log is damaged may get it from others. */
    private static StorageException failed(String what, SQLException e) {
        String message = what + ": " + e.getMessage();
        boolean damaged = e.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code
                || e.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code;
        return damaged ? new CorruptLogException(message) : new StorageException(message, e);
    }

    @Override
    public void close() {
        List<Connection> all = new ArrayList<>(reading);
        all.add(writing); // the last one: it empties the write-ahead log
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new StorageException("the database cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
