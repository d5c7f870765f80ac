package io.gokafka.broker.state;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs tasks one after the other on a virtual thread of its own: the single owner of some state. A task that throws is a fault:
 * it is reported, and no further task runs.
 *
 * <p>Threading: safe for use by several threads.
 */
final class Mailbox implements AutoCloseable {
    /** Bounds the memory of what waits; its users are requests, whose number is bounded elsewhere too. */
    private static final int CAPACITY = 100_000;

    private static final long CLOSE_SECONDS = 10;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Mailbox(String name, Consumer<Throwable> onFault) {
        thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                onFault.accept(e);
            } finally {
                closed = true;
            }
        });
    }

    void start() {
        thread.start();
    }

    /** Adds a task that somebody asks for; false when there are too many, or none is taken any more. */
    boolean offer(Runnable task) {
        return tasks.size() < CAPACITY && post(task);
    }

    /** Adds a task that must not be lost; false when none is taken any more. */
    boolean post(Runnable task) {
        return !closed && tasks.add(task);
    }

    boolean isClosed() {
        return closed;
    }

    /** Lets the tasks that wait run, and ends. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        post(() -> closed = true);
        try {
            thread.join(java.time.Duration.ofSeconds(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() throws InterruptedException {
        while (!closed) {
            Runnable task = tasks.poll(1, TimeUnit.HOURS);
            if (task != null) {
                task.run();
            }
        }
    }
}
