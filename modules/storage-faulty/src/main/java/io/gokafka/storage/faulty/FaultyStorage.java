package io.gokafka.storage.faulty;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.faultydisk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The real storage, and the disk that ends with it.
 *
 * @param storage works on the faulty disk
 * @param disk the faulty disk
 */
record FaultyStorage(Storage storage, FaultyDisk disk) implements Storage {
    @Override
    public Set<LogId> list() {
        return storage.list();
    }

    @Override
    public ReplicaStore open(LogId id, LogConfig config) {
        return storage.open(id, config);
    }

    @Override
    public void delete(LogId id) {
        storage.delete(id);
    }

    @Override
    public Optional<Path> setAside(LogId id) {
        return storage.setAside(id);
    }

    @Override
    public Map<LogId, Path> keptAside() {
        return storage.keptAside();
    }

    @Override
    public void discardAside(LogId id) {
        storage.discardAside(id);
    }

    @Override
    public void onFailure(Consumer<StorageException> listener) {
        storage.onFailure(listener);
    }

    @Override
    public boolean canCompact() {
        return storage.canCompact();
    }

    @Override
    public void close() {
        try {
            storage.close();
        } finally {
            closeDisk();
        }
    }

    private void closeDisk() {
        try {
            disk.close();
        } catch (IOException e) {
            throw new StorageException("cannot close the faulty disk", e);
        }
    }
}
