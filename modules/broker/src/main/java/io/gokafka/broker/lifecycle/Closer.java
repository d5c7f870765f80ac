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

    private record Part(String name, AutoCloseable close) {}

    private final Deque<Part> parts = new ArrayDeque<>();

    /** Adds a part and returns it. */
    synchronized <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    @Override
    public void close() {
        for (Part part = next(); part != null; part = next()) {
            try {
                part.close.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "closing the " + part.name + " failed", e);
            }
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Part next() {
        return parts.poll();
    }
}
