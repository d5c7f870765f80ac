package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    private volatile @Nullable Throwable failure;

    Journal(Database database, Wal wal, SyncedMark mark) {
        this.database = database;
        this.wal = wal;
        this.mark = mark;
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
        if (failure == null) {
            failure = cause;
        }
        return new StorageException(what + ", and with it all logs: " + cause.getMessage(), cause);
    }

    /** Throws when a write or a sync has failed. */
    void checkWorking() {
        Throwable cause = failure;
        if (cause != null) {
            throw new StorageException(
                    "the database has failed before and takes no changes: " + cause.getMessage(), cause);
        }
    }

    /** Lets a sync that is running end; syncs nothing itself. Further calls do nothing. */
    @Override
    public void close() {
        syncThread.close();
        mark.close();
    }
}
