package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.OpenStores;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.SimpleReplicaStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The logs of one broker, in one database. A write that fails fails all of them. When it failed for want of space, the next log that is
 * opened has the database opened anew, as by a start: what was not synced counts as little as after a crash, and that there is what was
 * synced is checked. Logs that were open then stay failed, until they are closed and opened again. When it failed because the database is
 * damaged, that is noted beside it ({@link DamageNote}): no later opening goes on with it.
 */
final class RocksStorage implements Storage {
    private final Path directory;
    private final Supplier<Engine> opening;
    private final Clock clock;
    private final List<Consumer<StorageException>> listeners = new CopyOnWriteArrayList<>();
    private final OpenStores<ReplicaStore> stores = new OpenStores<>();
    private final ReentrantLock replacing = new ReentrantLock();
    private volatile Engine engine;
    /** What an opening anew has found; guarded by {@link #replacing}. */
    private @Nullable CorruptLogException damage;

    private RocksStorage(Path directory, RocksSettings settings, Clock clock, Function<Database, Wal> wal) {
        this.directory = directory;
        this.opening = () -> Engine.open(directory, settings, wal, this::failed);
        this.clock = clock;
        this.engine = opening.get();
    }

    /**
     * Opens the storage in a directory.
     *
     * @param wal what changes are written to, of the database that was opened
     * @throws CorruptLogException when the database is damaged, or was found to be before
     */
    static RocksStorage open(Path directory, RocksSettings settings, Clock clock, Function<Database, Wal> wal) {
        return new RocksStorage(directory, settings, clock, wal);
    }

    private void failed(StorageException why) {
        if (why instanceof CorruptLogException) {
            DamageNote.write(directory, String.valueOf(why.getMessage()));
        }
        listeners.forEach(listener -> listener.accept(why));
    }

    @Override
    public void onFailure(Consumer<StorageException> listener) {
        listeners.add(listener);
    }

    /** For tests. */
    Journal journal() {
        return engine.journal();
    }

    /** For tests. */
    Database database() {
        return engine.database();
    }

    /**
     * One that has not failed; or that has failed for another reason than want of space, and throws.
     *
     * @throws StorageException when there is still no space, or the database is found to be damaged
     */
    private Engine working() {
        replacing.lock();
        try {
            if (engine.journal().lacksSpace()) {
                engine.close();
                engine = reopened(); // when that throws, the failed one stays, and is replaced by the next call
            }
            return engine;
        } finally {
            replacing.unlock();
        }
    }

    /** Damage is told as that of all logs, and to whoever opens one as no damage of that. */
    private Engine reopened() {
        CorruptLogException found = damage;
        if (found == null) {
            try {
                return opening.get();
            } catch (CorruptLogException e) {
                found = e;
                damage = e;
                failed(e);
            }
        }
        throw new StorageException("the database is damaged, and with it all logs: " + found.getMessage());
    }

    @Override
    public Set<LogId> list() {
        return engine.registry().list();
    }

    @Override
    public ReplicaStore open(LogId id, LogConfig config) {
        return stores.open(id, onClose -> open(id, config, working(), onClose));
    }

    private ReplicaStore open(LogId id, LogConfig config, Engine in, Runnable onClose) {
        in.journal().checkWorking();
        int number = in.registry().find(id).orElseGet(() -> in.registry().create(id));
        Draft.removeLeftOver(number, in.database(), in.journal());
        RollRule rule = new RollRule(config, clock);
        LogState state = new LogOpener(id, number, in.database(), rule).open();
        RocksPartitionLog log = new RocksPartitionLog(state, in.database(), in.journal(), rule);
        return new SimpleReplicaStore(
                log,
                new RocksVoteStore(state, in.database(), in.journal()),
                new RocksSnapshotStore(state, in.database(), in.journal()),
                log::close,
                onClose);
    }

    @Override
    public boolean canCompact() {
        return true;
    }

    @Override
    public void delete(LogId id) {
        stores.runWhileClosed(id, () -> working().registry().delete(id));
    }

    @Override
    public void close() {
        try {
            // One sync is for all that are closed meanwhile.
            stores.close();
        } finally {
            closeEngine();
        }
    }

    private void closeEngine() {
        replacing.lock();
        try {
            engine.close();
        } finally {
            replacing.unlock();
        }
    }
}
