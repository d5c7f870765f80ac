package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The logs of one broker, in one database. */
final class RocksStorage implements Storage {
    private final Database database;
    private final Journal journal;
    private final Registry registry;
    private final Clock clock;
    /** The logs that are being opened, are open, or are being deleted. */
    private final Set<LogId> busy = ConcurrentHashMap.newKeySet();

    private final Map<LogId, RocksReplicaStore> stores = new ConcurrentHashMap<>();
    private volatile boolean closed;

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
        reserve(id);
        boolean opened = false;
        try {
            journal.checkWorking();
            int number = registry.find(id).orElseGet(() -> registry.create(id));
            Draft.removeLeftOver(number, database, journal);
            RollRule rule = new RollRule(config, clock);
            LogState state = new LogOpener(id, number, database, rule).open();
            RocksReplicaStore store = new RocksReplicaStore(state, database, journal, rule, () -> release(id));
            stores.put(id, store);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                release(id);
            }
        }
    }

    @Override
    public boolean canCompact() {
        return true;
    }

    @Override
    public void delete(LogId id) {
        reserve(id);
        try {
            registry.delete(id);
        } finally {
            release(id);
        }
    }

    private void reserve(LogId id) {
        if (closed) {
            throw new StorageException("the storage is closed");
        }
        if (!busy.add(id)) {
            throw new StorageException("log " + id + " is open");
        }
    }

    private void release(LogId id) {
        stores.remove(id);
        busy.remove(id);
    }

    @Override
    public void close() {
        closed = true;
        List<StorageException> failures = new ArrayList<>();
        // The first that is not durable syncs for all.
        for (RocksReplicaStore store : List.copyOf(stores.values())) {
            try {
                store.close();
            } catch (StorageException e) {
                failures.add(e);
            }
        }
        journal.close();
        database.close();
        if (!failures.isEmpty()) {
            StorageException first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }
}
