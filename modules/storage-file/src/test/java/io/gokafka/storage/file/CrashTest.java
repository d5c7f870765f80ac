package io.gokafka.storage.file;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.PowerLossContract;
import java.util.Map;

/** Segments and indexes so small that there are many. */
class CrashTest extends PowerLossContract {
    @Override
    protected StorageProvider provider() {
        return new FileStorageProvider();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of(FileSettings.INDEX_INTERVAL.name(), "128"));
    }
}
