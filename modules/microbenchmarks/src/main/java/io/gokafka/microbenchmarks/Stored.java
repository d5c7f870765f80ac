package io.gokafka.microbenchmarks;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** A storage in a folder of its own, with one log. Closing it deletes the folder. For one thread. */
public final class Stored implements AutoCloseable {
    /** Where a log that only grows is cut: what a benchmark writes must not fill the memory. */
    private static final long MOST_BYTES = 256L << 20;

    private final Folder folder;
    private final Storage storage;
    private final ReplicaStore store;
    private long bytes;

    private Stored(Folder folder, Storage storage, ReplicaStore store) {
        this.folder = folder;
        this.storage = storage;
        this.store = store;
    }

    /** In memory that looks like a disk, so that it is the processor's time that is measured. */
    public static Stored inMemory(String storage, int segmentBytes) {
        return open(storage, segmentBytes, Folder.inMemory());
    }

    /** On the disk of the folder for temporary files. */
    public static Stored onDisk(String storage, int segmentBytes) {
        return open(storage, segmentBytes, Folder.onDisk());
    }

    private static Stored open(String storage, int segmentBytes, Folder folder) {
        Storage opened =
                provider(storage).open(new StorageContext(folder.path(), Settings.defaults(), Clock.systemUTC()));
        LogConfig config = new LogConfig(segmentBytes, Duration.ofDays(7));
        return new Stored(folder, opened, opened.open(new LogId("log"), config));
    }

    /** The plugin of a name. */
    public static StorageProvider provider(String name) {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no storage '" + name + "'"));
    }

    /** The log's store. */
    public ReplicaStore store() {
        return store;
    }

    /** The log. */
    public PartitionLog log() {
        return store.log();
    }

    /** Appends one batch; now and then the log loses its older entries. Returns its base offset. */
    public long append(ByteBuffer batch) {
        PartitionLog log = store.log();
        bytes += batch.remaining();
        if (bytes > MOST_BYTES) {
            log.dropPrefix(log.bounds().lastIndex());
            bytes = 0;
        }
        return log.append(log.bounds().lastIndex() + 1, List.of(batch)).endOffset();
    }

    @Override
    public void close() {
        store.close();
        storage.close();
        folder.close();
    }

    /** A folder that is deleted when it is closed. */
    public record Folder(Path path) implements AutoCloseable {
        private static final Path MEMORY = Path.of("/dev/shm");

        /** In memory where the system has such a file system, else in the folder for temporary files. */
        public static Folder inMemory() {
            return Files.isWritable(MEMORY) ? in(MEMORY) : onDisk();
        }

        /** In the folder for temporary files. */
        public static Folder onDisk() {
            return in(Path.of(System.getProperty("java.io.tmpdir")));
        }

        private static Folder in(Path parent) {
            try {
                return new Folder(Files.createTempDirectory(parent, "gokafka-micro-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try (var files = Files.walk(path)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
