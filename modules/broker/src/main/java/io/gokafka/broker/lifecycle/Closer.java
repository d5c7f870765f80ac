package io.gokafka.broker.lifecycle;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what was opened, last first; a part that fails to close does not keep the others open.
 *
 * <p>Threading: safe for use by several threads.
 */
final class Closer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Closer.class.getName());

    private static final long SLOW_MILLIS = 3_000;

    private record Part(String name, AutoCloseable close) {}

    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean closed;

    /** Adds a part and returns it; once this is closed, the part is closed at once. */
    <T extends AutoCloseable> T add(String name, T part) {
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) {
                parts.push(new Part(name, part));
            }
        }
        if (late) {
            close(new Part(name, part));
        }
        return part;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Part part = next(); part != null; part = next()) {
            close(part);
        }
    }

    private static void close(Part part) {
        long begin = System.nanoTime();
        try {
            part.close.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "closing the " + part.name + " failed", e);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        LOG.log(millis > SLOW_MILLIS ? Level.INFO : Level.DEBUG, "closing the {0} took {1} ms", part.name, millis);
    }

    private synchronized @org.jspecify.annotations.Nullable Part next() {
        return parts.poll();
    }
}
