package io.gokafka.broker.group;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The coordinator's two clocks. Sessions are measured with the one that never jumps; what is stored carries the time of
 * day.
 *
 * <p>Threading: both sources must be safe for use by several threads.
 *
 * @param wall the time of day
 * @param nanos a steady clock, as {@link System#nanoTime}
 */
public record GroupClock(InstantSource wall, LongSupplier nanos) {
    /** The machine's clocks. */
    public static GroupClock system() {
        return new GroupClock(InstantSource.system(), System::nanoTime);
    }

    long millis() {
        return wall.millis();
    }

    /** The moment on the steady clock that lies this far ahead. */
    long deadline(Duration ahead) {
        return nanos.getAsLong() + ahead.toNanos();
    }

    /** Whether a moment of {@link #deadline} has come. */
    boolean isPast(long deadline) {
        return nanos.getAsLong() - deadline >= 0;
    }
}
