package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The logs below one directory. */
final class FileStorage implements Storage {
    private static final int CLOSING_THREADS = 16;

    private final LogDirectories directories;
    private final LogContext.Shared shared;
    /** The logs that are being opened, are open, or are being deleted. */
    private final Set<LogId> busy = ConcurrentHashMap.newKeySet();

    private final Map<LogId, FileReplicaStore> stores = new ConcurrentHashMap<>();
    private volatile boolean closed;

    FileStorage(LogDirectories directories, LogContext.Shared shared) {
        this.directories = directories;
        this.shared = shared;
    }

    /** Number of segment files that are open now. */
    int openFiles() {
        return shared.files().openFiles();
    }

    @Override
    public Set<LogId> list() {
        try {
            return directories.list();
        } catch (IOException e) {
            throw new StorageException("cannot list the logs", e);
        }
    }

    @Override
    public ReplicaStore open(LogId id, LogConfig config) {
        reserve(id);
        boolean opened = false;
        try {
            if (!directories.exists(id)) {
                directories.create(id);
            }
            LogContext context = new LogContext(id, directories.of(id), config, shared);
            FileReplicaStore store = FileReplicaStore.open(context, () -> release(id));
            stores.put(id, store);
            opened = true;
            return store;
        } catch (IOException e) {
            throw new StorageException("cannot open log " + id, e);
        } finally {
            if (!opened) {
                release(id);
            }
        }
    }

    @Override
    public void delete(LogId id) {
        reserve(id);
        try {
            if (directories.exists(id)) {
                directories.delete(id);
            }
        } catch (IOException e) {
            throw new StorageException("cannot delete log " + id, e);
        } finally {
            release(id);
        }
    }

    @Override
    public Optional<Path> setAside(LogId id) {
        reserve(id);
        try {
            return directories.exists(id) ? Optional.of(directories.setAside(id)) : Optional.empty();
        } catch (IOException e) {
            throw new StorageException("cannot set log " + id + " aside", e);
        } finally {
            release(id);
        }
    }

    private void reserve(LogId id) {
        if (closed) {
            throw new StorageException("the storage is closed");
        }
        if (!busy.add(id)) {
            throw new StorageException("log " + id + " is open");
        }
    }

    private void release(LogId id) {
        stores.remove(id);
        busy.remove(id);
    }

    @Override
    public boolean canCompact() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        Queue<FileReplicaStore> left = new ConcurrentLinkedQueue<>(stores.values());
        Queue<StorageException> failures = new ConcurrentLinkedQueue<>();
        // Several at once: the syncs of many logs become few for the disk.
        try (ExecutorService helpers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i < Math.min(CLOSING_THREADS, left.size()); i++) {
                helpers.execute(() -> closeAll(left, failures));
            }
            closeAll(left, failures);
        }
        StorageException first = failures.poll();
        if (first != null) {
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void closeAll(Queue<FileReplicaStore> left, Queue<StorageException> failures) {
        for (FileReplicaStore store = left.poll(); store != null; store = left.poll()) {
            try {
                store.close();
            } catch (StorageException e) {
                failures.add(e);
            }
        }
    }
}
