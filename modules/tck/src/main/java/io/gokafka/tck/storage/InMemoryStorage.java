package io.gokafka.tck.storage;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Storage in memory; see {@link InMemoryStorageProvider}. */
final class InMemoryStorage implements Storage {
    private final InMemoryDisk disk;
    private final Map<LogId, InMemoryReplicaStore> open = new HashMap<>();
    private boolean closed;

    InMemoryStorage(InMemoryDisk disk) {
        this.disk = disk;
    }

    @Override
    public Set<LogId> list() {
        return new TreeSet<>(disk.replicas.keySet());
    }

    @Override
    public synchronized ReplicaStore open(LogId id, LogConfig config) {
        checkFree(id);
        InMemoryReplicaStore store = new InMemoryReplicaStore(disk.replica(id), config, () -> closed(id));
        open.put(id, store);
        return store;
    }

    @Override
    public boolean canCompact() {
        return true;
    }

    @Override
    public synchronized void delete(LogId id) {
        checkFree(id);
        disk.replicas.remove(id);
    }

    private void checkFree(LogId id) {
        if (closed || open.containsKey(id)) {
            throw new StorageException(closed ? "the storage is closed" : "log " + id + " is open");
        }
    }

    private synchronized void closed(LogId id) {
        open.remove(id);
    }

    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(open.values()).forEach(InMemoryReplicaStore::close);
    }
}
