package io.gokafka.broker.partition;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The offset after the last committed entry that this replica knows of, and those who wait for it to move. It never goes back.
 *
 * <p>Threading: one thread advances it, any thread reads and waits. Waking is cheap: it happens on the group's thread.
 */
public final class HighWatermark {
    private volatile long offset;
    private final Set<WakeUp> waiting = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();

    /** The offset now. */
    public long offset() {
        return offset;
    }

    /** Registers to be woken at every commit and at what else may matter, until {@link #remove}. */
    void add(WakeUp wakeUp) {
        waiting.add(wakeUp);
    }

    void remove(WakeUp wakeUp) {
        waiting.remove(wakeUp);
    }

    /** Registers a short call at every commit and at what else may matter, until {@link #forget}. */
    void call(Runnable call) {
        calls.add(call);
    }

    void forget(Runnable call) {
        calls.remove(call);
    }

    /** Moves it, and leaves it to the caller to {@link #wakeAll}. */
    void move(long newOffset) {
        offset = Math.max(offset, newOffset);
    }

    /** Wakes those who wait, so that they look at what else may have changed. */
    void wakeAll() {
        if (!waiting.isEmpty()) {
            waiting.forEach(WakeUp::wake);
        }
        calls.forEach(Runnable::run);
    }
}
