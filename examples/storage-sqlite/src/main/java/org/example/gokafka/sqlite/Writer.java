package org.example.gokafka.sqlite;

import io.gokafka.api.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes the database: all that is written goes through its one thread, of all logs.
 *
 * <p><b>Durability and failure.</b> What is waiting becomes one transaction; its commit syncs when one of them has to be durable, and
 * with it, all that was committed before. When a transaction fails, so does every later one: what the disk holds is unknown.
 *
 * <p><b>Threading.</b> For any number of threads. Whoever comes when so many are waiting waits for a place.
 */
final class Writer implements AutoCloseable {
    /** Changes the database, within a transaction. */
    interface Change {
        void in(Connection connection) throws SQLException;
    }

    private record Job(boolean durable, Change change, Runnable committed, CompletableFuture<@Nullable Void> done) {}

    private static final int WAITING = 1024;
    private static final int IN_ONE_TRANSACTION = 256;

    private final Database database;
    private final Garbage garbage = new Garbage();
    private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("sqlite-writer").unstarted(this::run);
    /** What the thread ends with. */
    private final Job end = new Job(false, _ -> {}, () -> {}, new CompletableFuture<>());

    private final List<Consumer<StorageException>> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;
    private volatile @Nullable Throwable failure;

    Writer(Database database) {
        this.database = database;
        thread.start();
    }

    /**
     * Changes the database, and waits until that is committed.
     *
     * @param durable whether it, and all that was committed before, has to be on disk then
     * @param committed run by the writer's thread after the commit, in the order of the changes
     * @throws StorageException when that failed, now or before
     */
    void write(boolean durable, Change change, Runnable committed) {
        Job job = new Job(durable, change, committed, new CompletableFuture<>());
        synchronized (this) {
            checkWorking();
            if (closed) {
                throw new StorageException("the storage is closed");
            }
            put(job);
        }
        try {
            job.done().join();
        } catch (CompletionException e) {
            throw failed(e.getCause());
        }
    }

    private static StorageException failed(@Nullable Throwable why) {
        return new StorageException("a write to the database failed, and with it all logs: " + why, why);
    }

    private void put(Job job) {
        uninterruptibly(() -> waiting.put(job));
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    /** An interrupt stays set: it must not look like a disk that failed. */
    private static void uninterruptibly(Waiting action) {
        boolean interrupted = false;
        while (true) {
            try {
                action.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds who is told, by the writer's thread, of the write that fails: of one, as all fail after it. */
    void onFailure(Consumer<StorageException> listener) {
        listeners.add(listener);
    }

    /** How many changes wait: for tests. */
    int waiting() {
        return waiting.size();
    }

    /** For changes. */
    Garbage garbage() {
        return garbage;
    }

    /** Throws when a write has failed. */
    void checkWorking() {
        Throwable cause = failure;
        if (cause != null) {
            throw new StorageException("the database has failed before and takes no changes: " + cause, cause);
        }
    }

    private void run() {
        List<Job> jobs = new ArrayList<>();
        while (!jobs.contains(end)) {
            jobs.clear();
            if (!garbage.isLeft() || failure != null) {
                uninterruptibly(() -> jobs.add(waiting.take()));
            }
            waiting.drainTo(jobs, IN_ONE_TRANSACTION);
            commit(jobs);
        }
    }

    private void commit(List<Job> jobs) {
        Connection connection = database.writing();
        try {
            checkWorking();
            boolean durable = jobs.stream().anyMatch(Job::durable);
            Database.execute(connection, "PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"), "BEGIN IMMEDIATE");
            // Not what this transaction leaves: readers learn of that when it is committed.
            garbage.collectSome(connection);
            for (Job job : jobs) {
                job.change().in(connection);
            }
            if (durable) {
                // A commit without a change would sync nothing.
                Database.execute(connection, "UPDATE meta SET syncs = syncs + 1");
            }
            Database.execute(connection, "COMMIT");
            database.boundLog();
        } catch (SQLException | RuntimeException e) {
            if (failure == null) {
                failure = e;
                listeners.forEach(listener -> listener.accept(failed(e)));
            }
            jobs.forEach(job -> job.done().completeExceptionally(e));
            return;
        }
        for (Job job : jobs) {
            job.committed().run();
            job.done().complete(null);
        }
    }

    /** Lets what is waiting be done, then takes no more. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            put(end);
        }
        uninterruptibly(thread::join);
    }
}
