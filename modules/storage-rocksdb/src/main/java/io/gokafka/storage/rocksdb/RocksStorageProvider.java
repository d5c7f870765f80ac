package io.gokafka.storage.rocksdb;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.StorageProvider;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * The storage named {@code rocksdb}: one RocksDB database in the broker's data directory.
 *
 * <p><b>Durability and failure.</b> Opening writes again and syncs what a crash left in the write-ahead log. A database that is
 * damaged is not opened ({@link io.gokafka.api.storage.CorruptLogException}): with it, none of the broker's logs. Damage that is met later, when RocksDB merges tables,
 * fails all changes, and is noted in the directory, so that it is never opened again.
 */
public final class RocksStorageProvider implements StorageProvider {
    /** Does nothing: for the service loader. */
    public RocksStorageProvider() {}

    @Override
    public String name() {
        return "rocksdb";
    }

    @Override
    public List<ConfigKey<?>> settings() {
        return RocksSettings.keys();
    }

    @Override
    public Storage open(StorageContext context) {
        RocksSettings settings = RocksSettings.of(context.settings());
        if (!Files.isDirectory(context.directory()) || !Files.isWritable(context.directory())) {
            throw new StorageException(
                    "the storage directory " + context.directory() + " is not a directory that can be written to");
        }
        return RocksStorage.open(context.directory(), settings, context.clock(), Database::wal);
    }

    @Override
    public Optional<StorageInspection> inspect(StorageContext context) {
        if (!Files.isDirectory(context.directory())) {
            throw new StorageException("there is no storage directory " + context.directory());
        }
        return Optional.of(
                RocksInspection.open(context.directory(), RocksSettings.of(context.settings()), context.clock()));
    }
}
