package io.gokafka.distribution;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** Waits for conditions in other processes, which can only be asked again and again. */
@NullMarked
public final class Await {
    private static final long POLL_NANOS = 50_000_000;

    private Await() {}

    /** Waits until a condition holds; a condition that throws does not hold yet. */
    public static void until(String what, Duration atMost, Callable<Boolean> condition) {
        until(() -> what, atMost, condition);
    }

    /** The same with a message that says how things stand. */
    public static void until(Supplier<String> what, Duration atMost, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + atMost + ": " + what.get(), last);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
