package io.gokafka.broker.hosting;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Storage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a replica whose log is damaged begins anew with an empty one, which its leader fills. The damaged log is set aside.
 *
 * <p>It is one replica less that remembers what was acknowledged, until it has caught up: it does not vote as if it did. So a majority
 * of the replicas must be whole, as when disks are lost.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class Repairs {
    /** How often one log is repaired within {@link #WITHIN}; a disk that damages it more often is what needs repair. */
    static final int MOST = 3;

    static final Duration WITHIN = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(Repairs.class.getName());

    private final Storage storage;
    private final InstantSource clock;
    private final Map<LogId, Deque<Instant>> done = new HashMap<>();

    /** Of the logs of a storage. */
    public Repairs(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Whether a failure, or what caused it, is that bytes are not what was written. */
    public static boolean isDamage(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptLogException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether beginning anew is a remedy, and counts it: not without other replicas, from which to get everything, and not more often
     * than a sound disk makes it necessary.
     *
     * @param others how many other replicas there are
     */
    public synchronized boolean allows(LogId id, int others, Throwable failure) {
        if (!isDamage(failure)) {
            return false;
        }
        if (others < 1) {
            LOG.log(Level.ERROR, "the only log of {0} is damaged; it is left as it is", id);
            return false;
        }
        Deque<Instant> times = done.computeIfAbsent(id, log -> new ArrayDeque<>());
        Instant now = clock.instant();
        times.removeIf(time -> time.isBefore(now.minus(WITHIN)));
        if (times.size() == MOST) {
            LOG.log(
                    Level.ERROR,
                    "the log of {0} is damaged again, after {1} repairs in an hour: look after the disk, then start this"
                            + " broker anew",
                    id,
                    MOST);
            return false;
        }
        times.add(now);
        return true;
    }

    /** Sets a log aside, which is closed. */
    public void setAside(LogId id, Throwable damage) {
        String kept =
                storage.setAside(id).map(place -> " (kept in " + place + ")").orElse("");
        LOG.log(
                Level.WARNING,
                "the log of " + id + " is damaged, and is set aside" + kept
                        + "; this replica gets everything from the others: " + damage.getMessage());
    }
}
