package io.gokafka.broker.group.classic;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The two clocks of classic groups: what is waited for is measured with the one that never jumps.
 *
 * @param nanos a steady clock, as {@link System#nanoTime}
 * @param millis the time of day, milliseconds since 1970
 */
public record Times(LongSupplier nanos, LongSupplier millis) {
    /** The moment on the steady clock that lies this far ahead. */
    long in(Duration ahead) {
        return nanos.getAsLong() + ahead.toNanos();
    }

    /** Whether a moment of {@link #in} has come. */
    boolean isPast(long moment) {
        return nanos.getAsLong() - moment >= 0;
    }
}
