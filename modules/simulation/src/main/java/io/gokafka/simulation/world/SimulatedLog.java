package io.gokafka.simulation.world;

import io.gokafka.api.storage.ForwardingPartitionLog;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.StorageException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A log whose syncs cover no more than they promise, and which may fail or let its process die at each write. What is durable is
 * counted here: the log in memory would make all durable.
 */
final class SimulatedLog extends ForwardingPartitionLog {
    private static final long NO_CALL = -1;

    private final PartitionLog log;
    private final DiskFaults faults;
    private final Scheduler scheduler;
    private long durable;
    /** What was appended when the sync was asked for that runs beside the group's thread. */
    private long askedAt = NO_CALL;

    SimulatedLog(PartitionLog log, DiskFaults faults, Scheduler scheduler) {
        super(log);
        this.log = log;
        this.faults = faults;
        this.scheduler = scheduler;
        durable = log.bounds().lastIndex();
    }

    @Override
    public LogBounds bounds() {
        LogBounds b = log.bounds();
        return new LogBounds(b.firstIndex(), b.lastIndex(), b.startOffset(), b.endOffset(), b.lastTerm(), durable);
    }

    /** The last index that is there after a crash now. */
    long lastAfterCrash() {
        long last = log.bounds().lastIndex();
        return switch (scheduler.below(3)) {
            case 0 -> durable;
            case 1 -> last;
            default -> scheduler.between(durable, last + 1);
        };
    }

    /** Runs what was asked for when the log ended at an index: a sync in it may leave out what came later. */
    void asOf(long index, Runnable task) {
        askedAt = index;
        try {
            task.run();
        } finally {
            askedAt = NO_CALL;
        }
    }

    @Override
    public LogBounds append(long firstIndex, List<ByteBuffer> batches) {
        faults.beforeWrite();
        log.append(firstIndex, batches);
        faults.afterWrite();
        return bounds();
    }

    @Override
    public long sync() {
        faults.beforeWrite();
        if (faults.failsNow()) {
            throw new StorageException("simulated: the disk does not sync");
        }
        long last = log.bounds().lastIndex();
        long upTo = askedAt == NO_CALL ? last : scheduler.between(Math.min(askedAt, last), last + 1);
        durable = Math.max(durable, upTo);
        faults.afterWrite();
        return durable;
    }

    @Override
    public void truncateSuffix(long fromIndex) {
        faults.beforeWrite();
        log.truncateSuffix(fromIndex);
        durable = Math.min(durable, log.bounds().lastIndex());
        faults.afterWrite();
    }

    @Override
    public void dropPrefix(long firstIndex) {
        faults.beforeWrite();
        log.dropPrefix(firstIndex);
        durable = Math.max(durable, log.bounds().firstIndex() - 1);
        faults.afterWrite();
    }

    @Override
    public void reset(long firstIndex, long startOffset, long previousTerm) {
        faults.beforeWrite();
        log.reset(firstIndex, startOffset, previousTerm);
        durable = firstIndex - 1;
        faults.afterWrite();
    }
}
