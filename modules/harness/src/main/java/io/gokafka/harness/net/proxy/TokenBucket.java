package io.gokafka.harness.net.proxy;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A rate that all who draw from it share, in the order in which they come, as through one queue. Not safe for use by several
 * threads: {@link Gates} guards it.
 */
final class TokenBucket {
    /** What may pass at once after a pause, as in the buckets of {@code tc}. */
    static final int BURST_BYTES = 16 * 1024;

    private final long nanosPerByte;
    private final LongSupplier nanoTime;

    /** When all that was drawn so far has passed at the rate; may be ahead of now. */
    private long drained;

    TokenBucket(int kbitPerSecond, LongSupplier nanoTime) {
        if (kbitPerSecond < 1) {
            throw new IllegalArgumentException("a link passes at least 1 kbit/s, not " + kbitPerSecond);
        }
        this.nanosPerByte = Math.max(1, TimeUnit.SECONDS.toNanos(8) / (kbitPerSecond * 1_000L));
        this.nanoTime = nanoTime;
        this.drained = nanoTime.getAsLong() - BURST_BYTES * nanosPerByte;
    }

    /** Draws bytes, whose turn comes at the returned time of the clock, perhaps in the past. */
    long draw(int bytes) {
        long now = nanoTime.getAsLong();
        long full = now - BURST_BYTES * nanosPerByte;
        drained = (drained - full < 0 ? full : drained) + bytes * nanosPerByte;
        return drained;
    }
}
