package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.VerifyListener;
import io.gokafka.api.storage.support.RollRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Looks at the logs of one database, which is open for reading only. */
final class RocksInspection implements StorageInspection {
    private final Path directory;
    private final Database database;
    private final Map<LogId, Integer> numbers;
    private final Clock clock;

    private RocksInspection(Path directory, Database database, Map<LogId, Integer> numbers, Clock clock) {
        this.directory = directory;
        this.database = database;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * Opens the database in a directory.
     *
     * @throws CorruptLogException as {@link RocksStorage#open}
     */
    static RocksInspection open(Path directory, RocksSettings settings, Clock clock) {
        Path db = directory.resolve("db");
        if (!Files.isDirectory(db)) {
            throw new StorageException("there is no database " + db);
        }
        Database database = Database.openToRead(db, settings);
        try {
            SyncedMark.check(directory.resolve("synced"), database.sequence());
            Registry.checkFormat(database);
            return new RocksInspection(directory, database, Registry.numbers(database), clock);
        } catch (StorageException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public Set<LogId> list() {
        return Set.copyOf(numbers.keySet());
    }

    @Override
    public LogInspection open(LogId id) {
        return new RocksLogInspection(state(id), database);
    }

    private LogState state(LogId id) {
        return new LogOpener(id, number(id), database, new RollRule(LogConfig.DEFAULT, clock)).open();
    }

    private int number(LogId id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new StorageException("there is no log " + id + " in " + directory);
        }
        return number;
    }

    @Override
    public void verify(LogId id, VerifyListener listener) {
        number(id);
        LogState state;
        try {
            state = state(id);
        } catch (CorruptLogException e) {
            listener.found(Finding.damaged(String.valueOf(e.getMessage())));
            return;
        }
        new LogVerification(state, database, listener).run();
        checkSmall(listener, () -> RocksVoteStore.load(state, database));
        checkSmall(listener, () -> RocksSnapshotStore.load(state, database));
    }

    private static void checkSmall(VerifyListener listener, Runnable load) {
        try {
            load.run();
        } catch (CorruptLogException e) {
            listener.found(Finding.damaged(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void verifyShared(VerifyListener listener) {
        checkDatabase(listener, () -> DamageNote.check(directory));
        checkDatabase(listener, database::verifyTables);
    }

    private void checkDatabase(VerifyListener listener, Runnable check) {
        try {
            check.run();
        } catch (CorruptLogException e) {
            listener.found(Finding.damaged(directory.resolve("db"), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
