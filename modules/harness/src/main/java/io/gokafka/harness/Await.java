package io.gokafka.harness;

import java.time.Duration;

/** Waits for what other processes do. */
public final class Await {
    private static final long PAUSE_MILLIS = 50;

    /** What is waited for. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Await() {}

    /**
     * Returns when a condition holds.
     *
     * @param what for the message
     * @throws IllegalStateException when it does not within the time, with what it threw last
     */
    public static void until(String what, Duration patience, Condition condition) {
        Exception last = null;
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            try {
                if (condition.holds()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e; // not yet
            }
            pause(PAUSE_MILLIS);
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException("not within " + patience.toSeconds() + " s: " + what, last);
    }

    /** Lets time go by. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
