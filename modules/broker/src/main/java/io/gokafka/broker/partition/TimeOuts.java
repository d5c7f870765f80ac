package io.gokafka.broker.partition;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what takes too long. Nearly everything is done in time, and costs no wake-up of another thread then: neither when its time begins,
 * unless it is the first to run out, nor when it is done. {@link CompletableFuture#orTimeout} wakes a thread for both, for each batch that is
 * produced.
 *
 * <p>Threading: safe for use by several threads; one platform thread waits for the earliest end.
 */
final class TimeOuts {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

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
            Future<?> end = TIMER.schedule(() -> late(future), atMost.toNanos(), TimeUnit.NANOSECONDS);
            var _ = future.whenComplete((result, fault) -> end.cancel(false));
        }
        return future;
    }

    private static void late(CompletableFuture<?> future) {
        Thread.ofVirtual().name("time-out").start(() -> future.completeExceptionally(new TimeoutException()));
    }
}
