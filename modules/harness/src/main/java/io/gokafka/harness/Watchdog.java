package io.gokafka.harness;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends the process, loudly, when a run does not come to its end: nobody would look at it for ever. */
final class Watchdog implements AutoCloseable {
    private static final int EXIT_CODE = 3;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("watchdog").factory());

    private Watchdog(String what, Duration patience) {
        var _ = timer.schedule(() -> bark(what, patience), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Watches until it is closed. */
    static Watchdog of(String what, Duration patience) {
        return new Watchdog(what, patience);
    }

    private static void bark(String what, Duration patience) {
        System.err.println("attack: " + what + " has not ended after " + patience.toSeconds() + " s; its threads:");
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            System.err.println(thread);
            for (StackTraceElement element : stack) {
                System.err.println("    at " + element);
            }
        });
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
