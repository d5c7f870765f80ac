package io.gokafka.api.storage.support;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The stores of a {@link Storage} that are open: each at most once at a time, none that is being deleted, and none after the
 * storage was closed.
 *
 * <p>Safe for use by several threads; different logs do not wait for each other.
 *
 * @param <S> the storage's stores
 */
public final class OpenStores<S extends ReplicaStore> {
    /** Opens a store. */
    public interface Opening<S> {
        /**
         * Opens it.
         *
         * @param onClose the store runs it, once, when it is closed, also when closing it failed
         */
        S open(Runnable onClose);
    }

    private static final int CLOSING_THREADS = 16;

    /** The logs that are being opened, are open, or are being changed while closed. */
    private final Set<LogId> busy = ConcurrentHashMap.newKeySet();

    private final Map<LogId, S> stores = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** With none open. */
    public OpenStores() {}

    /**
     * Opens a store that is not open.
     *
     * @throws StorageException when it is, or the storage is closed; or as the opening does
     */
    public S open(LogId id, Opening<S> opening) {
        reserve(id);
        boolean opened = false;
        try {
            S store = opening.open(() -> release(id));
            stores.put(id, store);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                release(id);
            }
        }
    }

    /**
     * Does something with a store that is not open, and cannot be opened meanwhile: deletes it, as a rule.
     *
     * @throws StorageException when it is open, or the storage is closed; or as the change does
     */
    public <T> T whileClosed(LogId id, Supplier<T> change) {
        reserve(id);
        try {
            return change.get();
        } finally {
            release(id);
        }
    }

    /** As {@link #whileClosed}, without a result. */
    public void runWhileClosed(LogId id, Runnable change) {
        whileClosed(id, () -> {
            change.run();
            return id;
        });
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

    /**
     * Opens none from now on, and closes those that are open, several at once: the syncs of many logs become few for a disk.
     *
     * @throws StorageException when closing one failed: the first, with the others suppressed; all were tried
     */
    public void close() {
        closed = true;
        Queue<S> left = new ConcurrentLinkedQueue<>(stores.values());
        Queue<StorageException> failures = new ConcurrentLinkedQueue<>();
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

    private void closeAll(Queue<S> left, Queue<StorageException> failures) {
        for (S store = left.poll(); store != null; store = left.poll()) {
            try {
                store.close();
            } catch (StorageException e) {
                failures.add(e);
            }
        }
    }
}
