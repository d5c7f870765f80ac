package io.gokafka.broker.hosting;

import io.gokafka.broker.offline.Folders;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.partition.Room;
import io.gokafka.broker.thread.Worker;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the folder of a whole storage that was set aside for its damage, as {@link SetAsideLogs} does what was set aside of single logs:
 * when all replicas of the broker have been whole for a day; and before that when the disk has less than its reserve, provided that
 * each of their groups has a leader, which has everything. While one has none, as the only replica of a partition, all of it stays.
 *
 * <p>Not within an hour, as long as its time has a second damage refused (see the lifecycle's {@code StorageRepair}). Since when replicas are
 * whole is not remembered over a restart.
 *
 * <p>Threading: one thread at a time calls {@link #pass}; {@link #start} makes a worker for it.
 */
public final class SetAsideStorage {
    static final Duration LEAST = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(SetAsideStorage.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Path place;
    private final Supplier<Collection<Replica>> replicas;
    private final BooleanSupplier all;
    private final Room room;
    private final InstantSource clock;
    private @Nullable Instant wholeSince;

    SetAsideStorage(
            Path place, Supplier<Collection<Replica>> replicas, BooleanSupplier all, Room room, InstantSource clock) {
        this.place = place;
        this.replicas = replicas;
        this.all = all;
        this.room = room;
        this.clock = clock;
    }

    /**
     * Starts a worker that does it.
     *
     * @param place of the folder, which need not be there
     * @param replicas those that are there now
     * @param all whether these are all that this broker is to have
     */
    public static Worker start(Path place, Supplier<Collection<Replica>> replicas, BooleanSupplier all, Room room) {
        SetAsideStorage storage = new SetAsideStorage(place, replicas, all, room, InstantSource.system());
        return Worker.start("set-aside-storage", INTERVAL, storage::pass);
    }

    /** Deletes it if it need not be kept any more. What fails is tried again in the next pass. */
    void pass() {
        try {
            if (Files.isDirectory(place)) {
                consider(replicas.get());
            } else {
                wholeSince = null;
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot delete {0}, which is not needed any more: {1}", place, e.toString());
        }
    }

    private void consider(Collection<Replica> present) throws IOException {
        Instant now = clock.instant();
        boolean led =
                all.getAsBoolean() && present.stream().allMatch(r -> r.fault().isEmpty() && SetAsideLogs.hasLeader(r));
        if (!led || !present.stream().allMatch(SetAsideLogs::isWhole)) {
            wholeSince = null;
        } else if (wholeSince == null) {
            wholeSince = now;
        }
        if (wholeSince != null && !wholeSince.isAfter(now.minus(SetAsideLogs.KEPT))) {
            delete("all replicas have been whole again for " + SetAsideLogs.KEPT.toHours() + " hours");
        } else if (led && SetAsideLogs.isShort(room) && isOlderThanAnHour(now)) {
            delete("the disk is full, and each partition has a leader, from which this broker gets everything");
        }
    }

    private boolean isOlderThanAnHour(Instant now) throws IOException {
        return Files.getLastModifiedTime(place).toInstant().isBefore(now.minus(LEAST));
    }

    private void delete(String why) throws IOException {
        Folders.delete(place);
        wholeSince = null;
        LOG.log(Level.INFO, "deleted {0}, the damaged storage: {1}", place, why);
    }
}
