package io.gokafka.tck.storage;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * A storage for tests that keeps everything in memory, by directory: what was closed in a directory is there again when the
 * same provider opens the directory again. Nothing is written to the directory.
 */
public final class InMemoryStorageProvider implements StorageProvider {
    private final Map<Path, InMemoryDisk> disks = new ConcurrentHashMap<>();

    /** One that has nothing stored. */
    public InMemoryStorageProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<ConfigKey<?>> settings() {
        return List.of();
    }

    @Override
    public Storage open(StorageContext context) {
        return new InMemoryStorage(disks.computeIfAbsent(context.directory(), directory -> new InMemoryDisk()));
    }

    /** Lets a directory hold what another would hold if the machine crashed now: what is durable. */
    public void copyDurable(Path from, Path to) {
        copyAfterCrash(from, to, LogBounds::durableIndex);
    }

    /**
     * Lets a directory hold what another may hold if the machine crashed now.
     *
     * @param lastIndex which index of a log is the last that is there: the durable one or a later one
     */
    public void copyAfterCrash(Path from, Path to, ToLongFunction<LogBounds> lastIndex) {
        disks.put(to, disks.getOrDefault(from, new InMemoryDisk()).afterCrash(lastIndex));
    }
}
