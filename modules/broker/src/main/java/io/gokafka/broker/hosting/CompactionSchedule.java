package io.gokafka.broker.hosting;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.partition.Partition;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has each partition compact what its leader has decided, now and then; the leader decides in {@link RetentionSchedule}.
 *
 * <p>Threading: one worker, so that the memory for keys is needed once; one partition after the other, those with the most to do first,
 * and a round for each before anyone has a second.
 */
public final class CompactionSchedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CompactionSchedule.class.getName());

    /** To see that there is nothing to do costs little. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(15);

    private record Backlog(Partition partition, long bytes) {}

    private final HostedPartitions hosted;
    private final long keyBytes;
    private final ReentrantLock passing = new ReentrantLock();
    private final Worker worker;
    private volatile boolean closed;

    /**
     * Starts it; it looks at once, and then at an interval.
     *
     * @param interval at most this; mostly it is shorter
     * @param keyBytes memory for the keys of a log
     */
    public CompactionSchedule(HostedPartitions hosted, Duration interval, long keyBytes) {
        this.hosted = hosted;
        this.keyBytes = keyBytes;
        Duration shorter = interval.compareTo(LONGEST_INTERVAL) < 0 ? interval : LONGEST_INTERVAL;
        this.worker = Worker.start("compaction", shorter, this::pass);
    }

    private void pass() {
        if (!passing.tryLock()) {
            return; // it is being closed
        }
        try {
            boolean more = false;
            for (Backlog backlog : backlogs()) {
                more |= !closed && compact(backlog.partition());
            }
            if (more) {
                worker.wake();
            }
        } finally {
            passing.unlock();
        }
    }

    private List<Backlog> backlogs() {
        return hosted.all().stream()
                .filter(Partition.class::isInstance)
                .map(Partition.class::cast)
                .map(partition -> new Backlog(partition, backlogOf(partition)))
                .filter(backlog -> backlog.bytes() > 0)
                .sorted(Comparator.comparingLong(Backlog::bytes).reversed())
                .toList();
    }

    /** One that is being closed has none. */
    private static long backlogOf(Partition partition) {
        try {
            return partition.compactionBacklog();
        } catch (ConsensusException | StorageException e) {
            LOG.log(Level.DEBUG, "compaction of {0} waits: {1}", partition.name(), e.getMessage());
            return 0;
        }
    }

    /** What fails, or waits for space on the disk, is tried again in the next pass: nothing is lost. */
    private boolean compact(Partition partition) {
        try {
            return partition.compact(keyBytes, () -> closed);
        } catch (ConsensusException | StorageException e) {
            LOG.log(
                    Level.WARNING,
                    "compaction of " + partition.name() + " failed and will be tried again: " + e.getMessage(),
                    e);
            return false;
        }
    }

    /** Waits for the worker to stop by itself, which is soon: an interrupt would close the files that it reads. */
    @Override
    public void close() {
        closed = true;
        passing.lock();
        try {
            worker.close();
        } finally {
            passing.unlock();
        }
    }
}
