package io.gokafka.broker.partition;

import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that waits for something to change. A wake-up that comes before the wait is not lost.
 *
 * <p>Threading: one thread waits, the one that made it; any thread wakes it.
 */
final class WakeUp {
    private final Thread waiter = Thread.currentThread();
    private volatile boolean woken;

    void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(waiter);
        }
    }

    /** Forgets earlier wake-ups; look at the state after this, then wait. */
    void reset() {
        woken = false;
    }

    /** Waits until woken or until {@link System#nanoTime} reaches a deadline; false when it was the deadline. */
    boolean await(long deadlineNanos) throws InterruptedException {
        if (woken) {
            return true;
        }
        Future<?> end = TimeOuts.in(deadlineNanos - System.nanoTime(), () -> LockSupport.unpark(waiter));
        try {
            while (!woken && deadlineNanos - System.nanoTime() > 0) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return woken;
        } finally {
            end.cancel(false);
        }
    }
}
