package org.example.gokafka.sqlite;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.StorageContract;
import java.util.Map;

/** The storage contract, with few connections and little memory. */
class SqliteStorageTest extends StorageContract {
    @Override
    protected StorageProvider provider() {
        return new SqliteStorageProvider();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of(SqliteSettings.READERS.name(), "2", SqliteSettings.CACHE.name(), "64KiB"));
    }
}
