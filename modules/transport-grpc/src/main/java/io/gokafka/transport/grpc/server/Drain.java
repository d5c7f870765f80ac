package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The end of a transport: what would otherwise wait or flow on for ever (long polls, streams) is told to come to its end.
 *
 * <p>Safe for use by several threads.
 */
final class Drain {
    /** What a call says that ends for this reason; clients take it as "nothing was done". */
    static final Failure FAILURE = Failure.of(ErrorCode.UNAVAILABLE, "the broker is shutting down");

    private final Set<Runnable> stops = new HashSet<>();
    private boolean begun;

    /** Runs {@code stop} when the end begins, or now if it has; once, and not after {@link #forget}. */
    void onBegin(Runnable stop) {
        synchronized (this) {
            if (!begun) {
                stops.add(stop);
                return;
            }
        }
        stop.run();
    }

    /** The call has ended by itself. */
    synchronized void forget(Runnable stop) {
        stops.remove(stop);
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    /** Begins. */
    void begin() {
        List<Runnable> now;
        synchronized (this) {
            begun = true;
            now = List.copyOf(stops);
            stops.clear();
        }
        now.forEach(Runnable::run);
    }
}
