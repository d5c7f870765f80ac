package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.OpenStores;
import io.gokafka.api.storage.support.SimpleReplicaStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The logs below one directory. */
final class FileStorage implements Storage {
    private final LogDirectories directories;
    private final LogContext.Shared shared;
    private final OpenStores<ReplicaStore> stores = new OpenStores<>();

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
        return stores.open(id, onClose -> {
            try {
                if (!directories.exists(id)) {
                    directories.create(id);
                }
                return open(new LogContext(id, directories.of(id), config, shared), onClose);
            } catch (IOException e) {
                throw new StorageException("cannot open log " + id, e);
            }
        });
    }

    private static ReplicaStore open(LogContext context, Runnable onClose) {
        FilePartitionLog log = FilePartitionLog.open(context);
        return new SimpleReplicaStore(
                log,
                new FileVoteStore(context.directory()),
                new FileSnapshotStore(context.directory()),
                log::close,
                onClose);
    }

    @Override
    public void delete(LogId id) {
        stores.runWhileClosed(id, () -> {
            try {
                directories.delete(id);
            } catch (IOException e) {
                throw new StorageException("cannot delete log " + id, e);
            }
        });
    }

    @Override
    public Optional<Path> setAside(LogId id) {
        return stores.whileClosed(id, () -> {
            try {
                return directories.exists(id) ? Optional.of(directories.setAside(id)) : Optional.empty();
            } catch (IOException e) {
                throw new StorageException("cannot set log " + id + " aside", e);
            }
        });
    }

    @Override
    public Map<LogId, Path> keptAside() {
        try {
            return directories.keptAside();
        } catch (IOException e) {
            throw new StorageException("cannot list the logs that were set aside", e);
        }
    }

    @Override
    public void discardAside(LogId id) {
        try {
            directories.discardAside(id);
        } catch (IOException e) {
            throw new StorageException("cannot delete what was set aside of log " + id, e);
        }
    }

    @Override
    public boolean canCompact() {
        return true;
    }

    @Override
    public void close() {
        stores.close();
    }
}
