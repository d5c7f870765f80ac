package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.StorageException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.rocksdb.RocksDBException;

/**
 * The one changing cell of a log: the present view of it, and whether it was closed. Readers take the view without a lock; the
 * changing, the rewriting and the syncing threads replace it under one.
 */
final class LogState {
    private final LogId id;
    private final int number;
    /** Held by whoever makes a view from the present one, until it is published and written, and by whoever closes the log. */
    private final ReentrantLock changing = new ReentrantLock();
    /** Guarded by {@link #changing}. */
    private int nextSerial;

    private volatile LogView view;
    private volatile boolean closed;

    LogState(LogId id, int number, LogView view, int nextSerial) {
        this.id = id;
        this.number = number;
        this.view = view;
        this.nextSerial = nextSerial;
    }

    LogId id() {
        return id;
    }

    /** What the log's keys begin with. */
    int number() {
        return number;
    }

    LogView view() {
        return view;
    }

    /**
     * Runs a change, while there is no other and the log is open.
     *
     * @throws StorageException when it was closed
     */
    <T> T change(Supplier<T> change) {
        changing.lock();
        try {
            checkOpen();
            return change.get();
        } finally {
            changing.unlock();
        }
    }

    /** As {@link #change(Supplier)}. */
    void change(Runnable change) {
        change(() -> {
            change.run();
            return true;
        });
    }

    /** The serial of a new piece; {@link #putSerials} has to be among the changes that make it. For a {@link #change}. */
    int newSerial() {
        return nextSerial++;
    }

    /** Takes for good the serials that were given out. */
    void putSerials(Changes changes) throws RocksDBException {
        changes.put(Family.SMALL, Keys.nextSerial(number), Keys.number(nextSerial));
    }

    /** Publishes more entries, or the same in another way; what has become durable meanwhile stays so. */
    synchronized LogBounds publishLonger(LogView next) {
        view = next.withDurable(
                Math.max(view.bounds().durableIndex(), next.bounds().durableIndex()));
        return view.bounds();
    }

    /** Publishes fewer entries; those that are left and have become durable meanwhile stay so. */
    synchronized void publishShorter(LogView next) {
        long left = Math.min(view.bounds().durableIndex(), next.bounds().lastIndex());
        view = next.withDurable(Math.max(left, next.bounds().durableIndex()));
    }

    /**
     * The entries up to an index have become durable.
     *
     * @param epoch that of the view which had these entries
     * @return whether that is still the log's
     */
    synchronized boolean raiseDurable(long epoch, long index) {
        if (view.epoch() != epoch) {
            return false;
        }
        if (index > view.bounds().durableIndex()) {
            view = view.withDurable(index);
        }
        return true;
    }

    /** Throws when the log was closed. */
    void checkOpen() {
        if (closed) {
            throw new StorageException("log " + id + " is closed");
        }
    }

    /** Lets a change that is running end, and allows no more; returns whether it was open until now. */
    boolean close() {
        changing.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            changing.unlock();
        }
    }
}
