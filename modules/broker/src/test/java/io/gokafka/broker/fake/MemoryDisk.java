package io.gokafka.broker.fake;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.tck.storage.InMemoryStorageProvider;
import java.nio.file.Path;
import java.time.Clock;

/** A disk in memory: what one storage has closed, the next one finds. */
public final class MemoryDisk {
    private static final Path FOLDER = Path.of("memory");

    private final InMemoryStorageProvider provider = new InMemoryStorageProvider();

    /** Its storage, opened once more. */
    public Storage open() {
        return provider.open(new StorageContext(FOLDER, Settings.defaults(), Clock.systemUTC()));
    }
}
