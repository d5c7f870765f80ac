package io.gokafka.tck.storage;

import io.gokafka.api.storage.StorageProvider;
import java.nio.file.Path;

/** The storage in memory passes the contract, so what is tested on it counts. */
class InMemoryStorageTest extends StorageContract {
    private final InMemoryStorageProvider provider = new InMemoryStorageProvider();

    @Override
    protected StorageProvider provider() {
        return provider;
    }

    @Override
    protected void copyAsAfterCrash(Path from, Path to) {
        provider.copyDurable(from, to);
    }
}
