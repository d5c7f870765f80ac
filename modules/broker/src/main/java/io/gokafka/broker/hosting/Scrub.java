package io.gokafka.broker.hosting;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Looks for damage that nobody has met yet: reads each log of this broker once an interval, slowly. A replica whose log is damaged
 * stops, and is repaired like any other that does.
 *
 * <p>When a log was read last is not remembered over a restart: then each is due at a time within the interval that chance decides, so
 * that brokers which are often restarted come round too, and never all logs are due at once.
 *
 * <p>Threading: one thread at a time calls {@link #pass}; {@link #start} makes a worker for it.
 */
public final class Scrub {
    private static final System.Logger LOG = System.getLogger(Scrub.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final long NANOS = 1_000_000_000L;

    /** Waits, for a time in nanoseconds. */
    interface Pause {
        void of(long nanos) throws InterruptedException;
    }

    private final Supplier<Collection<Replica>> replicas;
    private final long bytesPerSecond;
    private final Duration interval;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Pause pause;
    private final Map<LogId, Instant> due = new HashMap<>();
    private Instant reported;
    private long logs;
    private long bytes;
    private long damaged;
    private long unread;

    Scrub(
            Supplier<Collection<Replica>> replicas,
            long bytesPerSecond,
            Duration interval,
            InstantSource clock,
            RandomGenerator random,
            Pause pause) {
        this.replicas = replicas;
        this.bytesPerSecond = bytesPerSecond;
        this.interval = interval;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.reported = clock.instant();
    }

    /**
     * Starts a worker that does it.
     *
     * @param replicas those that are there now
     * @param bytesPerSecond more than 0
     * @param interval how often each log is read
     */
    public static Worker start(
            Supplier<Collection<Replica>> replicas, long bytesPerSecond, Duration interval, RandomGenerator random) {
        Scrub scrub = new Scrub(
                replicas,
                bytesPerSecond,
                interval,
                InstantSource.system(),
                random,
                nanos -> Thread.sleep(Duration.ofNanos(nanos)));
        return Worker.start("scrub", interval.compareTo(LOOK) < 0 ? interval : LOOK, scrub::pass);
    }

    /** Reads the logs that are due. */
    void pass() throws InterruptedException {
        Collection<Replica> present = replicas.get();
        due.keySet().retainAll(present.stream().map(Replica::id).toList());
        for (Replica replica : present) {
            Instant now = clock.instant();
            Instant when = due.computeIfAbsent(replica.id(), id -> now.plus(partOfInterval()));
            if (!when.isAfter(now) && replica.fault().isEmpty()) {
                scrub(replica);
                due.put(replica.id(), clock.instant().plus(interval));
            }
        }
        report();
    }

    private Duration partOfInterval() {
        return Duration.ofMillis(random.nextLong(interval.toMillis()));
    }

    private void scrub(Replica replica) throws InterruptedException {
        try {
            long read = new LogScrub(replica, this::pace).run();
            bytes += read;
            logs++;
            LOG.log(Level.DEBUG, "{0} was read and is whole: {1} bytes", replica.id(), Long.toString(read));
        } catch (CorruptLogException e) {
            damaged++;
            replica.fail(e);
        } catch (StorageException e) {
            unread(replica, e);
        }
    }

    /** That may be for want of something else than a sound disk, open files say: so the operator is told, and the replica goes on. */
    private void unread(Replica replica, StorageException why) {
        if (replicas.get().contains(replica) && replica.fault().isEmpty()) {
            unread++;
            LOG.log(
                    Level.WARNING,
                    "{0} cannot be read to its end, so nobody knows whether it is whole; look after the disk: {1}",
                    replica.id(),
                    why.getMessage());
        } else {
            LOG.log(Level.DEBUG, "{0} was closed while it was read", replica.id());
        }
    }

    private void pace(int read) throws InterruptedException {
        pause.of((long) (read * (double) NANOS / bytesPerSecond));
    }

    private void report() {
        if (!clock.instant().isBefore(reported.plus(interval))) {
            LOG.log(
                    Level.INFO,
                    "looked for damage since {0}: {1} logs with {2} bytes were read to their end, {3} were damaged, {4} could not be read",
                    reported,
                    logs,
                    Long.toString(bytes),
                    damaged,
                    unread);
            reported = clock.instant();
            logs = 0;
            bytes = 0;
            damaged = 0;
            unread = 0;
        }
    }

    /** When logs are due, for tests. */
    List<Instant> dueTimes() {
        return List.copyOf(due.values());
    }
}
