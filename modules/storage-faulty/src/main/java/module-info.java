import io.gokafka.api.storage.StorageProvider;
import io.gokafka.storage.faulty.FaultyStorageProvider;

/**
 * For tests only: the {@code file} storage on a disk that loses power, is full, slow or broken, chosen by {@code
 * storage=faulty}. Exported is what a fault harness uses.
 */
module io.gokafka.storage.faulty {
    requires transitive io.gokafka.api;
    requires transitive io.gokafka.faultydisk;
    requires static org.jspecify;

    exports io.gokafka.storage.faulty;

    uses StorageProvider;

    provides StorageProvider with
            FaultyStorageProvider;
}
