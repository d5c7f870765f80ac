package org.example.gokafka.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Frees the space of entries that are gone, a few in each transaction: one transaction for all of a large log would hold up all
 * others. For the writer's thread.
 */
final class Garbage {
    private static final int AT_A_TIME = 200;

    private record Of(long number, long before) {}

    /** At first, what another process may have left. */
    private boolean left = true;

    /** The entries of a log before an index are gone. */
    void add(Connection connection, long number, long before) throws SQLException {
        Database.change(connection, "INSERT OR REPLACE INTO garbage VALUES (?, ?)", number, before);
        left = true;
    }

    /** Whether there may be some. */
    boolean isLeft() {
        return left;
    }

    void collectSome(Connection connection) throws SQLException {
        if (!left) {
            return;
        }
        List<Of> some = Database.rows(
                connection, row -> new Of(row.getLong(1), row.getLong(2)), "SELECT * FROM garbage LIMIT 1");
        left = !some.isEmpty();
        for (Of garbage : some) {
            int deleted = Database.change(
                    connection,
                    "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries WHERE number = ? AND idx < ? LIMIT"
                            + " ?)",
                    garbage.number(),
                    garbage.before(),
                    AT_A_TIME);
            if (deleted < AT_A_TIME) {
                Database.change(connection, "DELETE FROM garbage WHERE number = ?", garbage.number());
            }
        }
    }
}
