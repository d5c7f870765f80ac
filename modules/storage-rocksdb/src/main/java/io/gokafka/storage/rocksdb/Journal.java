package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Changes the database: all that is written goes through here, of all logs.
 *
 * <p><b>Durability and failure.</b> {@link #write} makes nothing durable, {@link #sync} all that was written before it
 * began. When either fails, so does every later call: what the disk holds is unknown.
 *
 * <p><b>Threading.</b> For any number of threads. Syncs of several become one: whoever comes while one is running waits for the
 * next, which is for all that have come by then. It runs on a platform thread, as a carrier of virtual threads would have to
 * wait for the disk with it.
 */
final class Journal implements AutoCloseable {
    /** Fills in what is to be changed. */
    interface Filling {
        void into(Changes changes) throws RocksDBException;
    }

    private final Database database;
    private final Wal wal;
    private final SyncedMark mark;
    private final Consumer<StorageException> onFailure;
    /** How many writes have returned. */
    private final AtomicLong written = new AtomicLong();

    private final AtomicLong syncs = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final ExecutorService syncThread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("rocksdb-sync").factory());

    /** How many of the writes are durable; guarded by the lock, as is the next. */
    private long synced;

    private boolean running;
    private final AtomicReference<@Nullable StorageException> failure = new AtomicReference<>();

    /**
     * @param onFailure is told once, by a thread that it must not hold up, when a write or a sync has failed; of a
     *     {@link CorruptLogException} when that was because the database is damaged
     */
    Journal(Database database, Wal wal, SyncedMark mark, Consumer<StorageException> onFailure) {
        this.database = database;
        this.wal = wal;
        this.mark = mark;
        this.onFailure = onFailure;
    }

    /**
     * Changes the database, atomically; readers see it when this returns.
     *
     * @throws StorageException when that failed, now or before
     */
    void write(Filling filling) {
        checkWorking();
        database.leases().acquire();
        try (Changes changes = new Changes(database)) {
            filling.into(changes);
            wal.write(changes.batch());
            written.incrementAndGet();
        } catch (RocksDBException e) {
            throw fail("a write to the database failed", e);
        } finally {
            database.leases().release();
        }
    }

    /** As {@link #write}, and durable when this returns. */
    void writeDurably(Filling filling) {
        write(filling);
        sync();
    }

    /**
     * Makes durable what was written before the call.
     *
     * @throws StorageException when that failed, now or before
     */
    void sync() {
        long wanted = written.get();
        lock.lock();
        try {
            checkWorking();
            while (synced < wanted) {
                if (running) {
                    ended.awaitUninterruptibly();
                } else {
                    syncAll();
                }
                checkWorking();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock, which it gives up meanwhile. */
    private void syncAll() {
        running = true;
        long covered = synced;
        lock.unlock();
        try {
            covered = syncOnItsThread();
        } finally {
            lock.lock();
            synced = covered;
            running = false;
            ended.signalAll();
        }
    }

    private long syncOnItsThread() {
        try {
            return CompletableFuture.supplyAsync(this::syncNow, syncThread).join();
        } catch (RejectedExecutionException e) {
            throw new StorageException("the storage is closed", e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StorageException failed) {
                throw failed;
            }
            throw fail("a sync of the database failed", e);
        }
    }

    /** Returns how many writes are durable. */
    private long syncNow() {
        database.leases().acquire();
        try {
            // Taken before the sync begins: what is written meanwhile may or may not be in it.
            long writes = written.get();
            long sequence = database.sequence();
            wal.sync();
            syncs.incrementAndGet();
            mark.synced(sequence);
            return writes;
        } catch (RocksDBException | IOException e) {
            throw fail("a sync of the database failed", e);
        } finally {
            database.leases().release();
        }
    }

    /** How many syncs there were: for tests. */
    long syncs() {
        return syncs.get();
    }

    private StorageException fail(String what, Throwable cause) {
        StorageException failed = Faults.ofChange(what + ", and with it all logs", cause);
        if (failure.compareAndSet(null, failed)) {
            onFailure.accept(Faults.isDamage(cause) ? damage(cause) : failed);
        }
        return failed;
    }

    /** What RocksDB meets in the background, as it merges tables, it says to whoever writes next. */
    private static CorruptLogException damage(Throwable cause) {
        CorruptLogException damage = new CorruptLogException(
                "the database is damaged, and takes no more changes to any log: " + cause.getMessage());
        damage.initCause(cause);
        return damage;
    }

    /** What a write or a sync has thrown that failed; null when none did. */
    @Nullable Throwable failure() {
        StorageException failed = failure.get();
        return failed == null ? null : failed.getCause();
    }

    /** Whether a write or a sync has failed because there was no space. */
    boolean lacksSpace() {
        return Faults.isNoSpace(failure());
    }

    /** Throws when a write or a sync has failed. */
    void checkWorking() {
        StorageException failed = failure.get();
        if (failed != null) {
            throw new StorageException(
                    "the database has failed before and takes no changes: " + failed.getMessage(), failed.getCause());
        }
    }

    /** Lets a sync that is running end; syncs nothing itself. Further calls do nothing. */
    @Override
    public void close() {
        syncThread.close();
        mark.close();
    }
}
