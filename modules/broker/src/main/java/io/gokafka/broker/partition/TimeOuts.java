package io.gokafka.broker.partition;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends what takes too long. Nearly everything is done in time, and costs no wake-up of another thread then: neither when its time begins, as
 * there is always something that ends earlier, nor when it is done. {@link CompletableFuture#orTimeout} and a timed park of a virtual thread wake one for
 * both, for each batch that is produced or waited for.
 *
 * <p>Threading: safe for use by several threads; one platform thread waits for the earliest end.
 */
final class TimeOuts {
    /** Whatever is first to end wakes the timer when it begins: this one is, and begins anew only so often. */
    private static final long FIRST_MILLIS = 250;

    private static final ScheduledThreadPoolExecutor TIMER = timer();
    private static final AtomicBoolean FIRST_RUNS = new AtomicBoolean();
    private static volatile boolean used;

    private TimeOuts() {}

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("time-outs").factory());
        timer.setRemoveOnCancelPolicy(true); // nothing stays behind of what was done in time
        return timer;
    }

    /** Fails a future with {@link TimeoutException}, on a virtual thread of its own, unless it is done in time; returns it. */
    static <T> CompletableFuture<T> end(CompletableFuture<T> future, Duration atMost) {
        if (!future.isDone()) {
            Future<?> end = in(atMost.toNanos(), () -> late(future));
            var _ = future.whenComplete((result, fault) -> end.cancel(false));
        }
        return future;
    }

    /** Runs something short on the timer's thread after a time, unless it is cancelled before. */
    static Future<?> in(long nanos, Runnable what) {
        if (!used) {
            used = true;
        }
        if (!FIRST_RUNS.get() && FIRST_RUNS.compareAndSet(false, true)) {
            awaitFirst();
        }
        return TIMER.schedule(what, nanos, TimeUnit.NANOSECONDS);
    }

    private static void awaitFirst() {
        used = false;
        var _ = TIMER.schedule(TimeOuts::first, FIRST_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Goes on as long as there is traffic. */
    private static void first() {
        if (used) {
            awaitFirst();
        } else {
            FIRST_RUNS.set(false);
        }
    }

    private static void late(CompletableFuture<?> future) {
        Thread.ofVirtual().name("time-out").start(() -> future.completeExceptionally(new TimeoutException()));
    }
}
