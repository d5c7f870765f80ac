package io.gokafka.broker.hosting;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a replica whose log is damaged begins anew with an empty one, which its leader fills. The damaged log is set aside.
 *
 * <p>It is one replica less that remembers what was acknowledged, until it has caught up: it does not vote as if it did. So a majority
 * of the replicas must be whole, as when disks are lost.
 *
 * <p>For the worker of the {@link PartitionHost}.
 */
final class Repairs {
    private static final System.Logger LOG = System.getLogger(Repairs.class.getName());

    private final Storage storage;
    private final Set<PartitionKey> done = new HashSet<>();

    Repairs(Storage storage) {
        this.storage = storage;
    }

    /** Whether a failure, or what caused it, is that bytes are not what was written. */
    static boolean isDamage(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptLogException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether beginning anew is a remedy: not without other replicas, from which to get everything, and not twice in a broker's life, as
     * then the disk is what needs one.
     */
    boolean allows(PartitionKey key, LogId id, int replicas, Throwable failure) {
        if (!isDamage(failure)) {
            return false;
        }
        if (replicas < 2) {
            LOG.log(Level.ERROR, "the only log of {0} is damaged; it is left as it is", id);
            return false;
        }
        if (!done.add(key)) {
            LOG.log(
                    Level.ERROR,
                    "the log of {0} is damaged again: look after the disk, then start this broker anew",
                    id);
            return false;
        }
        return true;
    }

    /** Sets a log aside, which is closed. */
    void setAside(LogId id, Throwable damage) {
        String kept =
                storage.setAside(id).map(place -> " (kept in " + place + ")").orElse("");
        LOG.log(
                Level.WARNING,
                "the log of " + id + " is damaged, and is set aside" + kept
                        + "; this replica gets everything from the others: " + damage.getMessage());
    }
}
