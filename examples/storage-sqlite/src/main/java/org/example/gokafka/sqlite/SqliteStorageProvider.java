package org.example.gokafka.sqlite;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageProvider;
import java.nio.file.Files;
import java.util.List;

/** The storage named {@code sqlite}. */
public final class SqliteStorageProvider implements StorageProvider {
    /** Does nothing: for the service loader. */
    public SqliteStorageProvider() {}

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public List<ConfigKey<?>> settings() {
        return SqliteSettings.keys();
    }

    @Override
    public Storage open(StorageContext context) {
        if (!Files.isWritable(context.directory())) {
            throw new StorageException("the storage directory " + context.directory()
                    + " cannot be written to; give it to the user that the broker runs as");
        }
        SqliteSettings settings = SqliteSettings.of(context.settings());
        return SqliteStorage.open(context.directory().resolve("logs.db"), settings, context.clock());
    }
}
