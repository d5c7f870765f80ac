package io.gokafka.consensus.jgroups.group;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A group's own thread: runs what is put into it one after the other, on a virtual thread that exists only while there is
 * something to run. What has queued up is run as one batch, so that its effects can be grouped.
 */
final class Mailbox {
    private static final int MAX_BATCH = 512;

    private record Task(Runnable run, Runnable otherwise) {}

    private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Executor executor;
    private final Runnable afterBatch;
    private final Consumer<Throwable> onFault;

    /**
     * Creates one.
     *
     * @param afterBatch is run after each batch
     * @param onFault is told what a task threw; the rest of its batch is not lost
     */
    Mailbox(Executor executor, Runnable afterBatch, Consumer<Throwable> onFault) {
        this.executor = executor;
        this.afterBatch = afterBatch;
        this.onFault = onFault;
    }

    /** Puts in a task; it is dropped when the mailbox is stopped. */
    void post(Runnable task) {
        post(task, () -> {});
    }

    /** Puts in a task, with what is done instead when the mailbox is stopped. */
    void post(Runnable task, Runnable otherwise) {
        queue.add(new Task(task, otherwise));
        schedule();
    }

    /** From now on tasks are dropped; for the mailbox's own thread. */
    void stop() {
        stopped = true;
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        try {
            Task task = queue.poll();
            for (int i = 0; task != null && i < MAX_BATCH; i++) {
                run(stopped ? task.otherwise() : task.run());
                task = i + 1 < MAX_BATCH ? queue.poll() : null;
            }
            if (!stopped) {
                run(afterBatch);
            }
        } finally {
            scheduled.set(false);
            if (!queue.isEmpty()) {
                schedule();
            }
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            onFault.accept(fault);
        }
    }
}
