package io.gokafka.broker.thread;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does one thing again and again on a virtual thread: soon after each {@link #wake}, and at the latest after an interval. What
 * happens while it works makes it work once more. A failure is logged, and it goes on.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class Worker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Worker.class.getName());

    /** What it does; may block. */
    public interface Task {
        /** Does it once. */
        void run() throws InterruptedException;
    }

    private final Semaphore signal = new Semaphore(0);
    private final Task task;
    private final Duration interval;
    private final Thread thread;
    private volatile boolean closed;

    private Worker(String name, Duration interval, Task task) {
        this.task = task;
        this.interval = interval;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
    }

    /** Starts one; it works at once. */
    public static Worker start(String name, Duration interval, Task task) {
        Worker worker = new Worker(name, interval, task);
        worker.thread.start();
        return worker;
    }

    /** Makes it work soon; cheap, for any thread. */
    public void wake() {
        signal.release();
    }

    /** Interrupts what it does, and waits for its end. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!closed) {
                signal.drainPermits();
                attempt();
                signal.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try {
            task.run();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.log(Level.WARNING, thread.getName() + " failed and will try again: " + e, e);
            }
        }
    }
}
