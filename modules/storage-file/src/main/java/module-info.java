import io.gokafka.api.storage.StorageProvider;
import io.gokafka.storage.file.FileStorageProvider;

/**
 * Storage in segment files: the default storage, chosen by {@code storage=file}. Nothing is exported: the plugin is used
 * through {@link StorageProvider}.
 */
module io.gokafka.storage.file {
    requires io.gokafka.api;
    requires static org.jspecify;

    provides StorageProvider with
            FileStorageProvider;
}
