package io.gokafka.consensus.jgroups;

import io.gokafka.api.storage.StorageProvider;
import java.util.ServiceLoader;

/** The storage plugins that tests run on, by their names. */
final class StoragePlugins {
    private StoragePlugins() {}

    static StorageProvider named(String name) {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
