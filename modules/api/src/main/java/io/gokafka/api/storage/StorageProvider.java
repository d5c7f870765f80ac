package io.gokafka.api.storage;

import io.gokafka.api.config.ConfigKey;
import java.util.List;

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
     * @throws StorageException when the directory cannot be used; the message tells the operator why
     */
    Storage open(StorageContext context);
}
