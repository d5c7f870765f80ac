package io.gokafka.storage.file;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one changing cell of a log: the present view of it, and whether it has failed or was closed. Readers take the view
 * without a lock; the appending and the syncing thread replace it under one.
 */
final class LogState {
    private final LogContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile LogView view;
    private volatile @Nullable IOException failure;
    private final boolean openedClean;
    private volatile boolean closed;

    /** @param openedClean whether the manifest says that the log was cleanly closed */
    LogState(LogContext context, LogView view, boolean openedClean) {
        this.context = context;
        this.view = view;
        this.openedClean = openedClean;
    }

    boolean openedClean() {
        return openedClean;
    }

    LogView view() {
        return view;
    }

    /** Publishes more entries; what has become durable meanwhile stays so. */
    LogBounds publishLonger(LogView next) {
        lock.lock();
        try {
            view = next.withDurable(
                    Math.max(view.bounds().durableIndex(), next.bounds().durableIndex()));
            return view.bounds();
        } finally {
            lock.unlock();
        }
    }

    /** Publishes another extent, with its own durable index. */
    void publish(LogView next) {
        lock.lock();
        try {
            view = next;
        } finally {
            lock.unlock();
        }
    }

    /** Entries up to an index have become durable. */
    long raiseDurable(long index) {
        lock.lock();
        try {
            LogView now = view;
            if (index > now.bounds().durableIndex()) {
                view = now.withDurable(index);
            }
            return view.bounds().durableIndex();
        } finally {
            lock.unlock();
        }
    }

    /** What the disk holds is unknown from now on: nothing may be changed any more. */
    StorageException fail(IOException cause) {
        if (failure == null) {
            failure = cause;
        }
        return new StorageException(
                "log " + context.id() + " in " + context.directory() + " has failed: " + cause.getMessage(), cause);
    }

    /** Throws unless the log may be changed. */
    void checkChangeable() {
        checkOpen();
        checkNotFailed();
    }

    /** Throws when the log has failed. */
    void checkNotFailed() {
        IOException cause = failure;
        if (cause != null) {
            throw new StorageException(
                    "log " + context.id() + " in " + context.directory() + " has failed before and takes no changes: "
                            + cause.getMessage(),
                    cause);
        }
    }

    /** Throws when the log was closed. */
    void checkOpen() {
        if (closed) {
            throw new StorageException("log " + context.id() + " is closed");
        }
    }

    /** Returns whether it was open until now. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlock();
        }
    }
}
