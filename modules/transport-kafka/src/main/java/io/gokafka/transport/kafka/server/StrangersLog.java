package io.gokafka.transport.kafka.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One line for a peer that sent nonsense, but not more than one a second: strangers must not fill the operator's log.
 *
 * <p>Safe for use by several threads.
 */
final class StrangersLog {
    private static final System.Logger LOG = System.getLogger(StrangersLog.class.getName());
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private boolean isFirst = true;
    private long last;
    private long left;

    /** @param nanos as {@link System#nanoTime} */
    StrangersLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Says why a connection is closed. */
    void closed(String remote, String reason) {
        long others = admit();
        if (others >= 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "connection of {0} closed: {1}{2}",
                    remote,
                    reason,
                    others == 0 ? "" : " (and " + others + " more since the last such line)");
        }
    }

    /** How many lines were left out since the last one; -1 when this one is left out, too. */
    private synchronized long admit() {
        long now = nanos.getAsLong();
        if (!isFirst && now - last < PAUSE_NANOS) {
            left++;
            return -1;
        }
        isFirst = false;
        last = now;
        long others = left;
        left = 0;
        return others;
    }
}
