package io.gokafka.broker.partition;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.storage.StorageException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Saves images of committed states off the group's thread, one after the other; of those that wait, only the latest. Then the log may
 * begin later.
 *
 * <p>Threading: safe for use by several threads.
 */
final class SnapshotSaver {
    private static final System.Logger LOG = System.getLogger(SnapshotSaver.class.getName());

    /** An image of the state as of an index. */
    record Image(long index, byte[] bytes) {}

    private final BiPredicate<Long, byte[]> save;
    private final Runnable afterwards;
    private final Background background;
    private final AtomicReference<@Nullable Image> next = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * Makes one.
     *
     * @param save stores an image as of an index, or says that it cannot; may block
     * @param afterwards what a newer snapshot allows; may block
     * @param background runs both
     */
    SnapshotSaver(BiPredicate<Long, byte[]> save, Runnable afterwards, Background background) {
        this.save = save;
        this.afterwards = afterwards;
        this.background = background;
    }

    /** Saves an image soon; cheap. */
    void later(Image image) {
        next.set(image);
        if (busy.compareAndSet(false, true)) {
            background.run("partition-snapshot", this::work);
        }
    }

    private void work() {
        do {
            Image image = next.getAndSet(null);
            if (image != null) {
                now(image);
            }
            busy.set(false);
        } while (next.get() != null && busy.compareAndSet(false, true));
    }

    /** Saves an image. Without it the next start reads more of the log, and the log stays longer: no reason to stop anything. */
    void now(Image image) {
        try {
            if (save.test(image.index(), image.bytes())) {
                afterwards.run(); // else it would ask for a snapshot again, for ever
            }
        } catch (ConsensusException | StorageException e) {
            LOG.log(Level.INFO, "no snapshot of a partition at index {0}: {1}", image.index(), e.getMessage());
        }
    }
}
