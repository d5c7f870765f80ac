package io.gokafka.consensus.jgroups.group;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A group's own thread: runs what is put into it one after the other, on a virtual thread that exists only while there is
 * something to run. What has queued up is run as one batch, so that its effects can be grouped.
 *
 * <p>What must wait for the disk is left to be done {@linkplain #leave aside}: by the same thread, but only once it has let go of the
 * mailbox, which others may empty meanwhile. So a sync keeps nobody waiting, and costs no change of threads.
 */
final class Mailbox {
    private static final int MAX_BATCH = 512;

    private record Task(Runnable run, Runnable otherwise) {}

    /** Work outside of the mailbox, and what is put into it afterwards. */
    private final class Aside implements Runnable {
        private final Runnable work;
        private final Runnable then;
        /** Whether the thread that emptied the mailbox looks into it again after this. */
        private volatile boolean awaited = true;

        Aside(Runnable work, Runnable then) {
            this.work = work;
            this.then = then;
        }

        @Override
        public void run() {
            work.run();
            queue.add(new Task(then, () -> {}));
            if (!awaited) { // looked at after the queue was added to, as it is set before the queue is looked into
                schedule();
            }
        }
    }

    private final Queue<Task> queue = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Executor executor;
    private final Executor beside;
    private final Runnable afterBatch;
    private final Consumer<Throwable> onFault;
    /** For the mailbox's own thread. */
    private @Nullable Aside aside;

    /**
     * Creates one.
     *
     * @param executor runs the mailbox
     * @param beside runs what is done aside; it may do so before it returns
     * @param afterBatch is run after each batch
     * @param onFault is told what a task threw; the rest of its batch is not lost
     */
    Mailbox(Executor executor, Executor beside, Runnable afterBatch, Consumer<Throwable> onFault) {
        this.executor = executor;
        this.beside = beside;
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

    /**
     * For the mailbox's own thread: leaves work to be done outside of the mailbox after this batch, and something to be put in when it is
     * done. Only the last of a batch is.
     *
     * @param work must not throw
     */
    void leave(Runnable work, Runnable then) {
        aside = new Aside(work, then);
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
        Aside left;
        do {
            left = batch();
            if (left != null) {
                beside.execute(left);
                left.awaited = false;
            }
        } while (left != null && !queue.isEmpty() && scheduled.compareAndSet(false, true));
    }

    /** Runs what is there, lets go of the mailbox, and returns what is to be done then. */
    private @Nullable Aside batch() {
        Aside left;
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
            left = aside;
            aside = null;
            scheduled.set(false);
            if (!queue.isEmpty()) {
                schedule();
            }
        }
        return left;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            onFault.accept(fault);
        }
    }
}
