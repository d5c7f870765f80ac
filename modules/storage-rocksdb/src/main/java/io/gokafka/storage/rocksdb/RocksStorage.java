package io.gokafka.storage.rocksdb;

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
import java.util.function.Function;

/** The logs of one broker, in one database. */
final class RocksStorage implements Storage {
    private final Database database;
    private final Journal journal;
    private final Registry registry;
    private final Clock clock;
    private final OpenStores<RocksReplicaStore> stores = new OpenStores<>();

    private RocksStorage(Database database, Journal journal, Registry registry, Clock clock) {
        this.database = database;
        this.journal = journal;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Opens the storage in a directory.
     *
     * @param wal what changes are written to, of the database that was opened
     */
    static RocksStorage open(Path directory, RocksSettings settings, Clock clock, Function<Database, Wal> wal) {
        Path note = directory.resolve("synced");
        Database database = Database.open(directory.resolve("db"), settings);
        Journal journal;
        try {
            SyncedMark.check(note, database.sequence());
            journal = new Journal(database, wal.apply(database), SyncedMark.open(note));
        } catch (StorageException e) {
            database.close();
            throw e;
        }
        try {
            return new RocksStorage(database, journal, Registry.open(database, journal), clock);
        } catch (StorageException e) {
            journal.close();
            database.close();
            throw e;
        }
    }

    /** For tests. */
    Journal journal() {
        return journal;
    }

    /** For tests. */
    Database database() {
        return database;
    }

    @Override
    public Set<LogId> list() {
        return registry.list();
    }

    @Override
    public ReplicaStore open(LogId id, LogConfig config) {
        return stores.open(id, onClose -> {
            journal.checkWorking();
            int number = registry.find(id).orElseGet(() -> registry.create(id));
            Draft.removeLeftOver(number, database, journal);
            RollRule rule = new RollRule(config, clock);
            LogState state = new LogOpener(id, number, database, rule).open();
            return new RocksReplicaStore(state, database, journal, rule, onClose);
        });
    }

    @Override
    public boolean canCompact() {
        return true;
    }

    @Override
    public void delete(LogId id) {
        stores.runWhileClosed(id, () -> registry.delete(id));
    }

    @Override
    public void close() {
        try {
            // One sync is for all that are closed meanwhile.
            stores.close();
        } finally {
            journal.close();
            database.close();
        }
    }
}
