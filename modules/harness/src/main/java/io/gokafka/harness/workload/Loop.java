package io.gokafka.harness.workload;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A workload of one thread that does one step after the other until it is told to stop. It is a platform thread, as those of
 * {@link Farewells}: Kafka's consumer blocks in a selector on its caller's thread, and a few of them would take all the threads
 * that carry virtual ones.
 */
abstract class Loop implements Workload {
    /** Above all that a step or an end may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final String name;
    private final Problems problems;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    Loop(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** Does one thing; what it throws is noted, and the next step is tried after a pause. */
    abstract void step() throws InterruptedException;

    /** Ends in good order; what it throws is noted. */
    abstract void end() throws InterruptedException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void start() {
        if (thread != null) {
            throw new IllegalStateException(name + " has been started");
        }
        thread = Thread.ofPlatform().daemon().name("workload-" + name).start(this::run);
    }

    @Override
    public final void stop() {
        stop.countDown();
    }

    @Override
    public final void close() {
        stop();
        Thread running = thread;
        try {
            if (running != null && !running.join(PATIENCE)) {
                problems.wrong(name, "has not ended within " + PATIENCE + " of being told to");
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the threads end by themselves
        }
    }

    final boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Waits; returns early when told to stop. */
    final void pause(Duration time) throws InterruptedException {
        var _ = stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        while (!isStopped()) {
            guarded("a step", this::step);
        }
        guarded("its end", this::end);
    }

    private void guarded(String what, Step step) {
        try {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                problems.failed(name, what, e);
                pause(PAUSE_AFTER_FAILURE);
            }
        } catch (InterruptedException e) {
            stop(); // only close interrupts, after it has noted why
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }
}
