package io.gokafka.client.cluster;

import java.time.Duration;

/**
 * A moment by which something must be done, on the monotonic clock.
 *
 * @param nanos as {@link System#nanoTime}
 */
public record Deadline(long nanos) {
    /** Far enough to be never, near enough not to overflow. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** So long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + nanosOf(time));
    }

    /** Nanoseconds of a duration, bounded so that they can be added to the clock. */
    public static long nanosOf(Duration time) {
        return (time.compareTo(NEVER) < 0 ? time : NEVER).toNanos();
    }

    /** Whether the moment is over. */
    public boolean passed() {
        return remainingNanos() <= 0;
    }

    /** Nanoseconds until then; 0 or less when it is over. */
    public long remainingNanos() {
        return nanos - System.nanoTime();
    }

    /** The time until then, but no more than this; 1 ms at least, as a timeout must be positive. */
    public Duration remaining(Duration atMost) {
        return Duration.ofNanos(Math.clamp(remainingNanos(), 1_000_000, Math.max(1_000_000, nanosOf(atMost))));
    }
}
