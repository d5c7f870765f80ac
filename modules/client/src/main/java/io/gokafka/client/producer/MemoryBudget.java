package io.gokafka.client.producer;

import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.cluster.Blocking;
import io.gokafka.client.cluster.Deadline;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes that a producer may hold: taking blocks while there are not enough.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class MemoryBudget {
    private final long total;
    private final Runnable pressure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private long free;

    /**
     * A budget.
     *
     * @param pressure is run when somebody begins to wait, without a lock: what lingers should go
     */
    MemoryBudget(long total, Runnable pressure) {
        this.total = total;
        this.free = total;
        this.pressure = pressure;
    }

    /** How many bytes to take for a record of so many: one that is larger than the budget takes all of it. */
    int charge(int bytes) {
        return (int) Math.min(bytes, total);
    }

    /**
     * Takes bytes; waits for them until the deadline.
     *
     * @throws OperationTimeoutException when they did not become free in time
     */
    void take(int bytes, Deadline deadline) {
        if (!tryTake(bytes)) {
            pressure.run();
            await(bytes, deadline);
        }
    }

    /** Gives bytes back. */
    void give(long bytes) {
        lock.lock();
        try {
            free += bytes;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that are taken. */
    long taken() {
        lock.lock();
        try {
            return total - free;
        } finally {
            lock.unlock();
        }
    }

    private boolean tryTake(int bytes) {
        lock.lock();
        try {
            if (free < bytes || lock.hasWaiters(freed)) {
                return false; // those who wait come first
            }
            free -= bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void await(int bytes, Deadline deadline) {
        lock.lock();
        try {
            while (free < bytes) {
                if (freed.awaitNanos(deadline.remainingNanos()) <= 0 && free < bytes) {
                    throw new OperationTimeoutException(
                            "the producer's buffer of " + total + " bytes stayed full for the delivery timeout", null);
                }
            }
            free -= bytes;
        } catch (InterruptedException e) {
            throw Blocking.interrupted("room in the producer's buffer");
        } finally {
            lock.unlock();
        }
    }
}
