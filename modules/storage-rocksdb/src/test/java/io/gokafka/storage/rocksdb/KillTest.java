package io.gokafka.storage.rocksdb;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.KillContract;
import java.util.Map;

/** A process that writes is killed, again and again, with so short a write-ahead log that there are many. */
class KillTest extends KillContract {
    @Override
    protected StorageProvider provider() {
        return new RocksStorageProvider();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of(
                RocksSettings.MEMORY.name(), "16MiB",
                RocksSettings.WRITE_BUFFERS.name(), "4MiB",
                RocksSettings.MAX_WAL.name(), "4MiB",
                RocksSettings.MIN_BLOB.name(), "100"));
    }
}
