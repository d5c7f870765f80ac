package io.gokafka.broker.partition;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.broker.topic.TopicConfig;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes a partition's oldest records, on its leader: proposes where the log starts from now on. Every replica follows when that is
 * committed ({@link StateTracker}).
 *
 * <p>Threading: safe for use by several threads.
 */
final class RecordDeletion {
    private static final System.Logger LOG = System.getLogger(RecordDeletion.class.getName());

    /** After this, retention tries again. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Replica replica;
    private final StateTracker tracker;
    private final InstantSource clock;
    private final Background background;
    private volatile CompletableFuture<Long> underway = CompletableFuture.completedFuture(0L);

    RecordDeletion(Replica replica, StateTracker tracker, PartitionServices services) {
        this.replica = replica;
        this.tracker = tracker;
        this.clock = services.clock();
        this.background = services.background();
    }

    /**
     * Deletes what stands below an offset; completes with the first offset then. The future fails with {@link ConsensusException}, or
     * with {@link RequestException} when the time is up, and with {@code OFFSET_OUT_OF_RANGE} when that is beyond the high watermark.
     *
     * @param offset up to the high watermark, or {@link DeleteRecords#HIGH_WATERMARK}; below the start nothing happens
     */
    CompletableFuture<Long> deleteBelow(long offset, Duration timeout) {
        if (!(replica.role() instanceof Role.Leader leader)) {
            return CompletableFuture.failedFuture(
                    new ConsensusException.NotLeader(replica.role().leader()));
        }
        long highWatermark = replica.highWatermark().offset();
        long newStart = offset == DeleteRecords.HIGH_WATERMARK ? highWatermark : offset;
        CompletableFuture<Long> done = newStart > highWatermark
                ? LeadershipProof.of(replica).thenCompose(proof -> start(newStart, leader.term()))
                : start(newStart, leader.term());
        return Deadlines.indeterminateAfter(done, timeout, background);
    }

    private CompletableFuture<Long> start(long newStart, long term) {
        long highWatermark = replica.highWatermark().offset();
        if (newStart < 0 || newStart > highWatermark) {
            return CompletableFuture.failedFuture(new RequestException(
                    ErrorCode.OFFSET_OUT_OF_RANGE,
                    "records cannot be deleted up to offset " + newStart + ": the partition has " + tracker.logStart()
                            + " to " + highWatermark));
        }
        if (newStart <= tracker.logStart()) {
            return CompletableFuture.completedFuture(tracker.logStart());
        }
        return replica.propose(new LogStart(newStart).toBatch(clock.millis()), term)
                .committed()
                .thenApply(entry -> Math.max(newStart, tracker.logStart()));
    }

    /** Looks at the entries up to the first that has records: there are few others in a segment, for neighbours become one. */
    private boolean hasRecords(LogSegment segment) {
        Optional<EntryPosition> entry = replica.log().entryAtOffset(segment.baseOffset());
        while (entry.isPresent() && entry.get().baseOffset() < segment.nextOffset()) {
            if (entry.get().hasRecords()) {
                return true;
            }
            entry = replica.log().entryAtIndex(entry.get().nextIndex());
        }
        return false;
    }

    /** Deletes what a topic's retention says, if this replica leads; it is done when the entry is committed, later. */
    void enforce(TopicConfig.Retention retention) {
        if (!replica.isLeaderReady() || !underway.isDone()) {
            return;
        }
        long start = tracker.logStart();
        long newStart = RetentionRules.start(
                replica.log().segments(),
                replica.highWatermark().offset(),
                retention,
                this::hasRecords,
                clock.millis());
        if (newStart > start) {
            LOG.log(
                    Level.INFO,
                    "{0}: retention deletes the records from offset {1} to {2}",
                    replica.id(),
                    start,
                    newStart);
            underway = deleteBelow(newStart, PATIENCE);
        }
    }
}
