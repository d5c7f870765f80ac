package io.gokafka.harness.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A span in which a fault of its disk explains what a broker does: from the fault's beginning until it was healed and the broker is
 * ready again. It is a span of the broker's log, too: an error is the fault's consequence when it was logged within. Safe for use by
 * several threads.
 */
public final class Excuse {
    private record Point(long logSize, long nanos) {
        static Point now(Path log) throws IOException {
            return new Point(Files.exists(log) ? Files.size(log) : 0, System.nanoTime());
        }
    }

    private final Path log;
    private final boolean forEnding;
    private final Point from;
    private volatile @Nullable Point to;

    private Excuse(Path log, boolean forEnding, Point from) {
        this.log = log;
        this.forEnding = forEnding;
        this.from = from;
    }

    /**
     * Begins now.
     *
     * @param log the broker's log, which need not be there yet
     * @param forEnding whether the broker may end, and not just complain
     */
    static Excuse begin(Path log, boolean forEnding) throws IOException {
        return new Excuse(log, forEnding, Point.now(log));
    }

    /** It ends now, unless it has ended before. */
    public synchronized void end() throws IOException {
        if (to == null) {
            to = Point.now(log);
        }
    }

    /** Whether it goes on. */
    boolean isOpen() {
        return to == null;
    }

    /** Whether it goes on, and the broker may end. */
    boolean coversEnding() {
        return forEnding && isOpen();
    }

    /** Whether a line of the log that begins at a byte falls into it. */
    boolean coversLine(long position) {
        Point end = to;
        return from.logSize() <= position && (end == null || position < end.logSize());
    }

    /** Whether a point of {@link System#nanoTime} falls into it. */
    boolean coversTime(long nanos) {
        Point end = to;
        return nanos - from.nanos() >= 0 && (end == null || nanos - end.nanos() <= 0);
    }
}
