package io.gokafka.client.cluster;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to pause after a failure: twice as long after each, up to a limit, with jitter so that many clients do not come
 * back at the same moment.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public final class Backoff {
    private final long min;
    private final long max;
    private final RandomGenerator random;

    /** Pauses between two bounds. */
    public Backoff(Duration min, Duration max, RandomGenerator random) {
        this.min = Deadline.nanosOf(min);
        this.max = Deadline.nanosOf(max);
        this.random = random;
    }

    /** Nanoseconds to pause after so many failures in a row, 1 or more: half of the full pause to all of it. */
    public long nanosAfter(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, 30);
        long full = min > max >> doublings ? max : min << doublings;
        synchronized (random) {
            return full / 2 + random.nextLong(full / 2 + 1);
        }
    }
}
