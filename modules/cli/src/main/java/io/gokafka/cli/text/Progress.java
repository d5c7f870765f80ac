package io.gokafka.cli.text;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says on standard error how far long work has come: after its first second, one line that is written over on a screen; elsewhere a
 * line every ten seconds, as what is short needs none in a file.
 *
 * <p>For one thread.
 */
public final class Progress {
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SCREEN_EVERY = Duration.ofMillis(500);
    private static final int BAR_WIDTH = 20;
    private static final Duration FILE_EVERY = Duration.ofSeconds(10);

    private final PrintStream err;
    private final boolean screen;
    private final LongSupplier nanoClock;
    private final long began;
    private long due;
    private int width;

    /** Progress of work that begins now. */
    public Progress(PrintStream err, boolean screen, LongSupplier nanoClock) {
        this.err = err;
        this.screen = screen;
        this.nanoClock = nanoClock;
        began = nanoClock.getAsLong();
        due = (screen ? QUIET : FILE_EVERY).toNanos();
    }

    /** Time since the work began. */
    public Duration elapsed() {
        return Duration.ofNanos(nanoClock.getAsLong() - began);
    }

    /** Work was done; says so when it is time to. Cheap enough to be called for each record. */
    public void update(long records, long bytes) {
        if (isDue()) {
            show(Amounts.plural(records, "record") + ", " + Amounts.bytes(bytes) + ", "
                    + Amounts.rate(bytes, elapsed()));
        }
    }

    /**
     * The same of work whose size is known: with a bar.
     *
     * @param what is being done
     * @param total bytes of all of it; an estimate will do
     */
    public void update(String what, long bytes, long total) {
        if (isDue()) {
            int percent = (int) Math.clamp(100.0 * bytes / Math.max(1, total), 0, 99); // it says itself when it is done
            show(bar(percent) + " " + what + ", " + Amounts.bytes(bytes) + ", " + Amounts.rate(bytes, elapsed()));
        }
    }

    private static String bar(int percent) {
        int full = percent * BAR_WIDTH / 100;
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] " + percent + "%";
    }

    private boolean isDue() {
        long now = nanoClock.getAsLong() - began;
        if (now < due) {
            return false;
        }
        due = now + (screen ? SCREEN_EVERY : FILE_EVERY).toNanos();
        return true;
    }

    /** Clears the line, so that what follows stands by itself. */
    public void end() {
        if (screen && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }

    private void show(String text) {
        if (screen) {
            err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            width = text.length();
        } else {
            err.println(text);
        }
        err.flush();
    }
}
