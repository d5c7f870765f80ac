package io.gokafka.harness;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends the process, loudly, when a run does not come to its end: nobody would look at it for ever. */
final class Watchdog implements AutoCloseable {
    private static final int EXIT_CODE = 3;
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    /** What is to be written before the end. */
    interface LastWords {
        void write(String why) throws Exception;
    }

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("watchdog").factory());

    private Watchdog(String what, Duration patience, LastWords lastWords) {
        var _ = timer.schedule(() -> bark(what, patience, lastWords), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Watches until it is closed. */
    static Watchdog of(String what, Duration patience, LastWords lastWords) {
        return new Watchdog(what, patience, lastWords);
    }

    private static void bark(String what, Duration patience, LastWords lastWords) {
        String why = what + " has not ended after " + patience.toSeconds() + " s";
        System.err.println("attack: " + why + "; its threads:");
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            System.err.println(thread);
            for (StackTraceElement element : stack) {
                System.err.println("    at " + element);
            }
        });
        try {
            say(why, lastWords);
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** On a thread of its own: what keeps the run from ending may keep that from it too. */
    private static void say(String why, LastWords lastWords) {
        Thread writer = Thread.ofPlatform().daemon().name("last-words").start(() -> {
            try {
                lastWords.write(why);
            } catch (Exception e) {
                System.err.println("attack: what was seen could not be written: " + e);
            }
        });
        try {
            if (!writer.join(LAST_WORDS)) {
                System.err.println("attack: what was seen could not be written in " + LAST_WORDS.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process ends next
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
