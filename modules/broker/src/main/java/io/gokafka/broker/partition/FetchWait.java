package io.gokafka.broker.partition;

import io.gokafka.api.consensus.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until partitions can have so many more bytes, or are not what they were, or the time is up. It reads nothing: it counts what is
 * committed meanwhile.
 *
 * <p>Threading: for the thread that started it.
 */
public final class FetchWait implements AutoCloseable {
    /** A partition, and where it stood when it was read. */
    private static final class Watched {
        private final HostedPartition partition;
        private final long offset;
        private Role role;
        private boolean stopped;
        private long bytes;
        private long end;

        Watched(HostedPartition partition, long offset) {
            this.partition = partition;
            this.offset = offset;
            mark();
        }

        void mark() {
            role = partition.replica().role();
            stopped = hasStopped();
            bytes = partition.reader().committedBytes();
            end = partition.reader().highWatermark();
        }

        long growth() {
            return partition.reader().committedBytes() - bytes;
        }

        private boolean hasStopped() {
            return partition.replica().status().isEmpty();
        }

        boolean hasChanged() {
            return !partition.replica().role().equals(role)
                    || hasStopped() != stopped
                    || partition.reader().logStartOffset() > offset;
        }
    }

    private final WakeUp wakeUp = new WakeUp();
    private final List<Watched> watched = new ArrayList<>();
    private final long deadline;
    private boolean over;

    private FetchWait(long deadline) {
        this.deadline = deadline;
    }

    /** Starts the clock. */
    public static FetchWait start(Duration atMost) {
        FetchWait wait = new FetchWait(System.nanoTime() + atMost.toNanos());
        wait.over = atMost.isZero();
        return wait;
    }

    /** Watches one more partition, which is read from an offset. */
    public void watch(HostedPartition partition, long offset) {
        partition.replica().highWatermark().add(wakeUp);
        watched.add(new Watched(partition, offset));
    }

    /** Forgets what happened so far; read the partitions after this, then {@link #await}. */
    public void mark() {
        watched.forEach(Watched::mark);
    }

    /**
     * Waits.
     *
     * @param bytes how much more there must be
     */
    public void await(long bytes) throws InterruptedException {
        while (!over) {
            wakeUp.reset();
            if (watched.stream().anyMatch(Watched::hasChanged) || growth() >= bytes) {
                return;
            }
            over = !wakeUp.await(deadline);
        }
    }

    /**
     * The high watermark of a partition at the mark, so before what was read since.
     *
     * @param which the partition, in the order in which they were given to be watched
     */
    public long markedEnd(int which) {
        return watched.get(which).end;
    }

    private long growth() {
        return watched.stream().mapToLong(Watched::growth).sum();
    }

    /** Whether the time is up, also when there was always a reason to look again. */
    public boolean isOver() {
        return over || System.nanoTime() - deadline >= 0;
    }

    @Override
    public void close() {
        watched.forEach(w -> w.partition.replica().highWatermark().remove(wakeUp));
    }
}
