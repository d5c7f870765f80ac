package io.gokafka.storage.rocksdb;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.StorageContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The contract, with little memory, and batches both beside their keys and in blobs. */
class RocksStorageTest extends StorageContract {
    @Override
    protected StorageProvider provider() {
        return new RocksStorageProvider();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of(
                RocksSettings.MEMORY.name(), "16MiB",
                RocksSettings.WRITE_BUFFERS.name(), "4MiB",
                RocksSettings.MAX_OPEN_FILES.name(), "32",
                RocksSettings.MIN_BLOB.name(), "100"));
    }

    @Override
    protected void copyAsAfterCrash(Path from, Path to) throws IOException {
        World.copy(from, to);
    }
}
