package org.example.gokafka.sqlite;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.OpenStores;
import io.gokafka.api.storage.support.RollRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;

/** The logs of one broker, in one database. */
final class SqliteStorage implements Storage {
    private final Database database;
    private final Writer writer;
    private final Clock clock;
    private final OpenStores<SqliteReplicaStore> stores = new OpenStores<>();

    private SqliteStorage(Database database, Clock clock) {
        this.database = database;
        this.writer = new Writer(database);
        this.clock = clock;
    }

    static SqliteStorage open(Path file, SqliteSettings settings, Clock clock) {
        return new SqliteStorage(Database.open(file, settings), clock);
    }

    @Override
    public Set<LogId> list() {
        return Set.copyOf(database.read(
                connection -> Database.rows(connection, row -> new LogId(row.getString(1)), "SELECT name FROM logs")));
    }

    @Override
    public ReplicaStore open(LogId id, LogConfig config) {
        return stores.open(id, onClose -> {
            LogTable table = new LogTable(id, database);
            if (table.number().isEmpty()) {
                writer.write(true, table::create, () -> {});
            }
            return new SqliteReplicaStore(
                    new SqliteLog(table, writer, new RollRule(config, clock)),
                    new SqliteVoteStore(id, database, writer),
                    new SqliteSnapshotStore(id, database, writer),
                    onClose);
        });
    }

    @Override
    public void delete(LogId id) {
        LogTable table = new LogTable(id, database);
        stores.runWhileClosed(
                id,
                () -> table.number()
                        .ifPresent(number -> writer.write(
                                true, connection -> table.delete(connection, writer.garbage(), number), () -> {})));
    }

    @Override
    public void onFailure(Consumer<StorageException> listener) {
        writer.onFailure(listener);
    }

    @Override
    public void close() {
        try {
            stores.close();
        } finally {
            writer.close();
            database.close();
        }
    }
}
