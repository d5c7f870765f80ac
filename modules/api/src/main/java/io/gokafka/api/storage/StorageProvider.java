package io.gokafka.api.storage;

import io.gokafka.api.config.ConfigKey;
import java.util.List;
import java.util.Optional;

/**
 * The entry point of a storage plugin, found by {@link java.util.ServiceLoader} and chosen by name ({@code storage=...}).
 *
 * <p><b>Lifecycle.</b> Has a public constructor without parameters that does nothing. {@link #open} is called once for a
 * broker's data directory. <b>Threading.</b> Called by one thread.
 */
public interface StorageProvider {
    /** The name that the configuration uses: lower case, unique among the storage plugins. */
    String name();

    /** The plugin's own settings; their names begin with {@code storage.} and {@link #name()}. */
    List<ConfigKey<?>> settings();

    /**
     * Opens the storage of one broker, creating what is missing.
     *
     * @throws CorruptLogException when what all its logs share is damaged, so that none of them can be opened. A broker whose logs others
     *     have as well sets the directory aside then, and opens an empty one
     * @throws StorageException when the directory cannot be used; the message tells the operator why
     */
    Storage open(StorageContext context);

    /**
     * Opens the storage of a broker that does not run, to be looked at: nothing is changed, see {@link StorageInspection}. The
     * directory is locked against brokers; it may be on a file system that takes no writes.
     *
     * <p>Optional: unless a storage does better, it cannot be inspected.
     *
     * @return the inspection; empty when this storage has none
     * @throws CorruptLogException when the storage is damaged so that none of it can be read
     * @throws StorageException when the directory cannot be read, or is none of this storage's
     */
    default Optional<StorageInspection> inspect(StorageContext context) {
        return Optional.empty();
    }
}
