package io.gokafka.broker.partition;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How partitions do something beside their callers, and how time runs out for them: a broker does it with threads, a simulation when
 * it likes.
 *
 * <p>Threading: safe for use by several threads.
 */
public interface Background {
    /** Runs a task soon, which may block. */
    void run(String name, Runnable task);

    /** Fails a future with {@link java.util.concurrent.TimeoutException} unless it is done in time; returns it. */
    <T> CompletableFuture<T> orTimeout(CompletableFuture<T> future, Duration atMost);

    /** A virtual thread a task, and the system's time. */
    static Background threads() {
        return new Background() {
            @Override
            public void run(String name, Runnable task) {
                Thread.ofVirtual().name(name).start(task);
            }

            @Override
            public <T> CompletableFuture<T> orTimeout(CompletableFuture<T> future, Duration atMost) {
                return TimeOuts.end(future, atMost);
            }
        };
    }
}
