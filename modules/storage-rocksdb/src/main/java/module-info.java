import io.gokafka.api.storage.StorageProvider;
import io.gokafka.storage.rocksdb.RocksStorageProvider;

/**
 * Storage in RocksDB, one database a broker; chosen by {@code storage=rocksdb}. Nothing is exported: the plugin is used
 * through {@link StorageProvider}.
 *
 * <p>RocksDB comes without a module descriptor, so it stays in this plugin's layer, and the plugin may not be linked into the
 * image itself.
 */
module io.gokafka.storage.rocksdb {
    requires io.gokafka.api;
    requires rocksdbjni;
    requires static org.jspecify;

    provides StorageProvider with
            RocksStorageProvider;
}
