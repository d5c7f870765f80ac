package io.gokafka.storage.file;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.StorageContract;
import java.util.Map;

/** The contract, with an index entry for every second batch or so and few open files. */
class FileStorageTest extends StorageContract {
    @Override
    protected StorageProvider provider() {
        return new FileStorageProvider();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of(
                FileSettings.INDEX_INTERVAL.name(), "128",
                FileSettings.MAX_OPEN_FILES.name(), "16"));
    }
}
