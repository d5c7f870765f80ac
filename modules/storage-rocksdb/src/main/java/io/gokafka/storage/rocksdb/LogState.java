package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.StorageException;

/**
 * The one changing cell of a log: the present view of it, and whether it was closed. Readers take the view without a lock; the
 * changing and the syncing threads replace it under one.
 */
final class LogState {
    private final LogId id;
    private final int number;
    private volatile LogView view;
    private volatile boolean closed;

    LogState(LogId id, int number, LogView view) {
        this.id = id;
        this.number = number;
        this.view = view;
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

    /** Publishes more entries; what has become durable meanwhile stays so. */
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

    /** Returns whether it was open until now. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }
}
