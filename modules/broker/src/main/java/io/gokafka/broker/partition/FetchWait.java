package io.gokafka.broker.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until one of several partitions has something new, or the time is up.
 *
 * <p>Threading: for the thread that started it.
 */
public final class FetchWait implements AutoCloseable {
    private final WakeUp wakeUp = new WakeUp();
    private final List<HighWatermark> watched = new ArrayList<>();
    private final long deadline;
    private boolean over;

    private FetchWait(long deadline) {
        this.deadline = deadline;
    }

    /** Starts the clock. */
    public static FetchWait start(Duration atMost) {
        FetchWait wait = new FetchWait(System.nanoTime() + atMost.toNanos());
        wait.over = atMost.isZero();
        return wait;
    }

    /** Watches one more partition. */
    public void watch(Replica replica) {
        HighWatermark highWatermark = replica.highWatermark();
        highWatermark.add(wakeUp);
        watched.add(highWatermark);
    }

    /** Forgets what happened so far; look at the partitions after this, then {@link #await}. */
    public void reset() {
        wakeUp.reset();
    }

    /** Waits. */
    public void await() throws InterruptedException {
        over = !wakeUp.await(deadline);
    }

    /** Whether the time is up. */
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        watched.forEach(h -> h.remove(wakeUp));
    }
}
