package io.gokafka.broker.partition;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.broker.compaction.CompactionHistory;
import io.gokafka.broker.compaction.CompactionPolicy;
import io.gokafka.broker.compaction.LogCleaner;
import io.gokafka.broker.topic.TopicConfig;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Compacts a partition: its leader proposes what is to be compacted, and every replica does so to its own log once that is committed.
 * See {@code docs/compaction.md}.
 *
 * <p>Threading: safe for use by several threads.
 */
final class Compaction {
    private static final System.Logger LOG = System.getLogger(Compaction.class.getName());

    /** No index: there is nothing to do. */
    private static final long NOTHING = 0;

    private final Replica replica;
    private final StateTracker tracker;
    private final PartitionServices services;
    private final boolean canCompact;
    private final ReentrantLock cleaning = new ReentrantLock();
    private volatile boolean closed;
    private volatile boolean waitsForSpace;
    private volatile CompletableFuture<Proposal.Entry> underway = CompletableFuture.completedFuture(null);

    /**
     * Of a replica.
     *
     * @param canCompact whether its storage can
     */
    Compaction(Replica replica, StateTracker tracker, PartitionServices services, boolean canCompact) {
        this.replica = replica;
        this.tracker = tracker;
        this.services = services;
        this.canCompact = canCompact;
    }

    /**
     * Proposes to compact more of the log when it is time for it and this replica leads. One thing after the other: not before this
     * replica has done what was decided last.
     */
    void decide(TopicConfig config) {
        if (!config.cleanup().compacts() || !canCompact || !replica.isLeaderReady() || !underway.isDone()) {
            return;
        }
        CompactionHistory history = tracker.compactionHistory();
        if (!(replica.role() instanceof Role.Leader leader)
                || lastIndexBelow(history.mark().upTo()) > compacted()) {
            return;
        }
        CompactionPolicy.next(
                        view(history.mark().upTo()),
                        history,
                        config.compaction(),
                        services.producerExpiration(),
                        services.clock().millis())
                .ifPresent(mark -> {
                    LOG.log(Level.INFO, "{0}: to be compacted up to offset {1}", replica.id(), mark.upTo());
                    underway = replica.propose(mark.toBatch(), leader.term()).committed();
                });
    }

    private CompactionPolicy.View view(long marked) {
        PartitionLog log = replica.log();
        long start = tracker.logStart();
        long oldest = log.entryAtOffset(Math.max(marked, start))
                .map(EntryPosition::maxTimestamp)
                .orElse(-1L);
        return new CompactionPolicy.View(
                log.segments(), start, replica.highWatermark().offset(), heldByAll(), oldest);
    }

    /** The offset below which every replica of the group is known to have the log; 0 when one is not known of. */
    private long heldByAll() {
        Optional<GroupStatus> status = replica.status().filter(GroupStatus::isLeader);
        if (status.isEmpty()) {
            return 0;
        }
        BrokerId self = status.get().role().leader().orElseThrow();
        long index = replica.commitIndex();
        for (BrokerId voter : status.get().voters()) {
            if (!voter.equals(self)) {
                index = Math.min(index, status.get().matchIndex().getOrDefault(voter, 0L));
            }
        }
        for (long match : status.get().matchIndex().values()) { // of those too that are about to become voters
            index = Math.min(index, match);
        }
        return replica.log()
                .entryAtIndex(index)
                .map(entry -> entry.nextOffset())
                .orElse(0L);
    }

    /** Bytes of this replica's log that are to be compacted and can be now; more or less. */
    long backlog() {
        long to = target();
        long from = compacted();
        return to <= from
                ? 0
                : replica.log().segments().stream()
                                .filter(segment -> segment.firstIndex() > from && segment.firstIndex() <= to)
                                .mapToLong(LogSegment::sizeInBytes)
                                .sum()
                        + 1;
    }

    /**
     * Does one round of what was decided, as far as it may; returns whether another is needed. May take long, but stops soon when it
     * is told to.
     *
     * @param keyBytes memory for keys
     * @throws io.gokafka.api.storage.StorageException when reading or writing fails: it can be tried again
     */
    boolean clean(long keyBytes, long segmentBytes, BooleanSupplier stopped) {
        cleaning.lock();
        try {
            long to = closed ? NOTHING : target();
            if (to <= compacted()) {
                return false;
            }
            PartitionLog log = replica.log();
            long before = log.sizeInBytes();
            LogCleaner cleaner = new LogCleaner(
                    log,
                    new LogCleaner.Limits(keyBytes, segmentBytes, this::leavesReserve),
                    () -> closed || stopped.getAsBoolean() || !services.room().isThere());
            if (!cleaner.hasSpace(to)) {
                return false;
            }
            boolean more = cleaner.round(tracker.compactionMark(), to);
            LOG.log(
                    Level.INFO,
                    "{0}: compacted to index {1} of {2}: {3} bytes were {4}",
                    replica.id(),
                    log.compactedIndex(),
                    to,
                    log.sizeInBytes(),
                    before);
            return more;
        } catch (CorruptLogException damage) {
            replica.fail(damage);
            return false;
        } finally {
            cleaning.unlock();
        }
    }

    /** The reserve is for what cannot wait; compaction can, and says so once. */
    private boolean leavesReserve(long bytes) {
        boolean leaves = services.room().leavesReserve(bytes);
        if (leaves == waitsForSpace) {
            waitsForSpace = !leaves;
            LOG.log(
                    leaves ? Level.INFO : Level.WARNING,
                    leaves
                            ? "{0}: compaction goes on: the disk has space"
                            : "{0}: compaction waits for space: it writes {1} bytes before it frees any, and would use up the"
                                    + " reserve of the disk",
                    replica.id(),
                    Long.toString(bytes));
        }
        return leaves;
    }

    /** Ends what it does, and does no more. */
    void close() {
        closed = true;
        cleaning.lock(); // when whoever cleans has taken note
        try {
            LOG.log(Level.DEBUG, "{0} is not compacted any more", replica.id());
        } finally {
            cleaning.unlock();
        }
    }

    private long compacted() {
        return replica.log().compactedIndex();
    }

    /**
     * The last entry that may be compacted now, with all before it. The next start reads what is behind the snapshot, for the state of
     * the partition is made of it: that must stay as it is. So must what may yet be taken back, or is written to.
     */
    private long target() {
        long upTo = tracker.compactionMark().upTo();
        if (upTo == 0 || !canCompact || replica.fault().isPresent()) {
            return NOTHING;
        }
        PartitionLog log = replica.log();
        LogBounds bounds = log.bounds();
        List<LogSegment> segments = log.segments();
        long active = segments.getLast().firstIndex();
        long last = whole(Math.min(
                Math.min(lastIndexBelow(upTo), active - 1), Math.min(replica.commitIndex(), bounds.durableIndex())));
        if (last <= compacted()) {
            return NOTHING;
        }
        if (last > replica.snapshot().map(Snapshot::index).orElse(0L)) {
            tracker.saveSoon();
            return NOTHING;
        }
        return last;
    }

    /** The index of the last entry that ends at an offset or below. */
    private long lastIndexBelow(long offset) {
        PartitionLog log = replica.log();
        LogBounds bounds = log.bounds();
        if (offset <= bounds.startOffset()) {
            return NOTHING;
        }
        return log.entryAtOffset(offset).map(entry -> entry.index() - 1).orElse(bounds.lastIndex());
    }

    /** The index, or that of the entry before when it is within a hole. */
    private long whole(long index) {
        return replica.log()
                .entryAtIndex(index)
                .map(entry -> entry.lastIndex() == index ? index : entry.index() - 1)
                .orElse(NOTHING);
    }
}
