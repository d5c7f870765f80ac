package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database, what changes it, and which logs it has: from one opening of its files to the next. When a write has failed, none of
 * this is used any more.
 */
record Engine(Database database, Journal journal, Registry registry) implements AutoCloseable {
    /**
     * Opens the files in a directory.
     *
     * @param wal what changes are written to, of the database that was opened
     * @param onFailure is told, once, when a write or a sync has failed, and with it all logs
     * @throws StorageException when that fails; damage, found now or noted before, is a {@link CorruptLogException}
     */
    static Engine open(
            Path directory, RocksSettings settings, Function<Database, Wal> wal, Consumer<StorageException> onFailure) {
        DamageNote.check(directory);
        Path note = directory.resolve("synced");
        Database database = Database.open(directory.resolve("db"), settings);
        Journal journal;
        try {
            SyncedMark.check(note, database.sequence());
            journal = new Journal(database, wal.apply(database), SyncedMark.open(note), onFailure);
        } catch (StorageException e) {
            database.close();
            throw e;
        }
        try {
            return new Engine(database, journal, Registry.open(database, journal));
        } catch (StorageException e) {
            journal.close();
            database.close();
            throw e;
        }
    }

    /** Waits for calls that are running; later ones throw. Further calls do nothing. */
    @Override
    public void close() {
        journal.close();
        database.closeAfter(journal.failure());
    }
}
