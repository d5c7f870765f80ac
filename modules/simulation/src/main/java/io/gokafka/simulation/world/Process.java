package io.gokafka.simulation.world;

import io.gokafka.broker.partition.Background;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * A process: whatever it does is an event, unless it is dead; while it is paused, events wait. What would block a thread of its own
 * until the group's thread has done something has that done at once.
 */
public final class Process implements Background, DiskFaults {
    private static final int USUAL_SYNC_MICROS = 400;
    private static final int SLOW_SYNC_MICROS = 200_000;

    private final Scheduler scheduler;
    private final SimulatedBroker broker;
    private final Deque<Runnable> waitingForGroup = new ArrayDeque<>();
    private final Deque<Runnable> deferred = new ArrayDeque<>();
    private boolean dead;
    private boolean paused;
    private boolean blocking;
    private int writesToLive = Integer.MAX_VALUE;
    private boolean diskFails;
    private boolean diskHasFailed;

    Process(World world, SimulatedBroker broker) {
        this.scheduler = world.scheduler();
        this.broker = broker;
    }

    /** Whether it is dead: nobody hears anything of it any more. */
    public boolean hasEnded() {
        return dead;
    }

    boolean isPaused() {
        return paused;
    }

    boolean diskHasFailed() {
        return diskHasFailed;
    }

    void die() {
        dead = true;
        deferred.clear();
        waitingForGroup.clear();
    }

    void pause() {
        paused = true;
    }

    /** Goes on with what has piled up. */
    void resume() {
        paused = false;
        while (!paused && !deferred.isEmpty()) {
            run(deferred.removeFirst());
        }
    }

    /** Dies after so many steps at writes: each has one before and one after it. */
    void dieAtWrite(int steps) {
        writesToLive = steps;
    }

    void breakDisk() {
        diskFails = true;
    }

    /** Nothing more goes wrong, unless it has begun to. */
    void mend() {
        writesToLive = Integer.MAX_VALUE;
        diskFails = false;
        resume();
    }

    /** Does something now, or when the process goes on, or never. */
    public void run(Runnable task) {
        if (dead) {
            return;
        }
        if (paused) {
            deferred.addLast(task);
            return;
        }
        try {
            task.run();
        } catch (SimulatedCrash crash) {
            // the process is dead, and with it whoever would have heard of it
        }
    }

    void after(Duration delay, String what, Runnable task) {
        long jitter = scheduler.between(0, 1_000_000);
        scheduler.at(scheduler.now() + delay.toNanos() + jitter, what, broker.id(), () -> run(task));
    }

    /** Runs a task on the group's thread. */
    void group(Runnable task) {
        if (blocking) {
            task.run();
            return;
        }
        waitingForGroup.addLast(task);
        scheduler.within(
                0,
                60,
                "group",
                broker.id(),
                () -> run(() -> {
                    Runnable next = waitingForGroup.pollFirst();
                    if (next != null) {
                        next.run();
                    }
                }));
    }

    /** Runs a task that waits for the disk: it began when it was asked for, and has its effect when it ends. */
    void disk(SimulatedLog log, Runnable task) {
        long asked = log.bounds().lastIndex();
        int micros = broker.slowDisk() ? SLOW_SYNC_MICROS : USUAL_SYNC_MICROS;
        scheduler.within(20, micros, "disk", broker.id(), () -> run(() -> log.asOf(asked, task)));
    }

    /** Runs a task that waits for the group's thread. */
    void block(Runnable task) {
        if (blocking) {
            task.run();
            return;
        }
        blocking = true;
        try {
            for (Runnable next = waitingForGroup.pollFirst();
                    next != null && !dead;
                    next = waitingForGroup.pollFirst()) {
                next.run();
            }
            if (!dead) {
                task.run();
            }
        } catch (RuntimeException e) {
            if (!dead) {
                throw e;
            }
        } finally {
            blocking = false;
        }
    }

    @Override
    public void run(String name, Runnable task) {
        scheduler.within(10, 3_000, name, broker.id(), () -> run(() -> block(task)));
    }

    @Override
    public <T> CompletableFuture<T> orTimeout(CompletableFuture<T> future, Duration atMost) {
        if (!future.isDone()) {
            after(atMost, "timeout", () -> {
                var _ = future.completeExceptionally(new TimeoutException());
            });
        }
        return future;
    }

    @Override
    public void beforeWrite() {
        step();
    }

    @Override
    public void afterWrite() {
        step();
    }

    private void step() {
        if (!dead && --writesToLive <= 0) {
            broker.crash();
        }
        if (dead) {
            throw new SimulatedCrash();
        }
    }

    @Override
    public boolean failsNow() {
        diskHasFailed |= diskFails;
        return diskHasFailed;
    }
}
