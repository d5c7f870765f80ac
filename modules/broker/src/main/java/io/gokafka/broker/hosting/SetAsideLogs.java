package io.gokafka.broker.hosting;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.partition.Room;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Deletes what was set aside of damaged logs: when the replica that began anew has been whole for a day; and before that when the
 * disk has less than its reserve, for then the replica could not become whole, provided that its group has a leader, which has
 * everything.
 *
 * <p>Since when a replica is whole is not remembered over a restart.
 *
 * <p>Threading: one thread at a time calls {@link #pass}; {@link #start} makes a worker for it.
 */
public final class SetAsideLogs {
    /** For how long there is something for people to look at. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(SetAsideLogs.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A replica of which an older log is kept in a place. */
    private record BegunAnew(Replica replica, Path place, boolean whole) {}

    private final Storage storage;
    private final Supplier<Collection<Replica>> replicas;
    private final Room room;
    private final InstantSource clock;
    private final Map<Replica, Instant> wholeSince = new HashMap<>();

    SetAsideLogs(Storage storage, Supplier<Collection<Replica>> replicas, Room room, InstantSource clock) {
        this.storage = storage;
        this.replicas = replicas;
        this.room = room;
        this.clock = clock;
    }

    /**
     * Starts a worker that does it.
     *
     * @param replicas those that are there now
     */
    public static Worker start(Storage storage, Supplier<Collection<Replica>> replicas, Room room) {
        SetAsideLogs logs = new SetAsideLogs(storage, replicas, room, InstantSource.system());
        return Worker.start("set-aside-logs", INTERVAL, logs::pass);
    }

    /** Deletes what need not be kept any more. */
    void pass() {
        Map<LogId, Path> kept = storage.keptAside();
        List<BegunAnew> all = new ArrayList<>();
        for (Replica replica : replicas.get()) {
            Path place = kept.get(replica.id());
            if (place != null && replica.fault().isEmpty() && hasLeader(replica)) {
                all.add(new BegunAnew(replica, place, isWhole(replica)));
            }
        }
        wholeSince.keySet().retainAll(all.stream().map(BegunAnew::replica).toList());
        all.sort(Comparator.comparing(BegunAnew::whole).reversed()); // so that the others' stay if they can
        all.forEach(this::consider);
    }

    private void consider(BegunAnew anew) {
        Instant now = clock.instant();
        if (anew.whole()
                && !wholeSince.computeIfAbsent(anew.replica(), whole -> now).isAfter(now.minus(KEPT))) {
            discard(anew, "the replica has been whole again for " + KEPT.toHours() + " hours");
        } else if (isShort(room)) {
            discard(anew, "the disk is full, and the group has a leader, from which this replica gets everything");
        }
    }

    /** Whether the disk has less than its reserve even now: what was deleted a moment ago may be enough. */
    static boolean isShort(Room room) {
        return !room.isThere() && !room.leavesReserve(0);
    }

    static boolean isWhole(Replica replica) {
        try {
            return replica.hasVoted();
        } catch (StorageException e) {
            LOG.log(Level.DEBUG, "the vote of {0} cannot be read: {1}", replica.id(), e.getMessage());
            return false;
        }
    }

    static boolean hasLeader(Replica replica) {
        return replica.status()
                .map(status -> status.role().leader().isPresent())
                .orElse(false);
    }

    /** What fails is tried again in the next pass. */
    private void discard(BegunAnew anew, String why) {
        LogId id = anew.replica().id();
        try {
            storage.discardAside(id);
            wholeSince.remove(anew.replica());
            LOG.log(Level.INFO, "deleted {0}, the damaged log of {1}: {2}", anew.place(), id, why);
        } catch (StorageException e) {
            LOG.log(
                    Level.WARNING,
                    "cannot delete {0}, which is not needed any more: {1}",
                    anew.place(),
                    e.getMessage());
        }
    }
}
