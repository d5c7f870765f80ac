package io.gokafka.broker.partition;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.topic.TopicConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Produces to one partition: checks the batch, sees that a repeated one is not appended again, proposes it, and answers when the
 * acknowledgement asked for is there.
 *
 * <p>Threading: safe for use by several threads. The lock makes the order of sequence checks that of proposals; it is held while
 * consensus slows the caller down, so that all producers of the partition are slowed down. The group's thread never takes it: it is
 * the one that makes room.
 */
public final class PartitionWriter {
    private static final Duration REPEATED_WAIT = Duration.ofSeconds(30);

    /** Leaves it to those who count replicas to say that there were too few in time. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Replica replica;
    private final StateTracker tracker;
    private final PartitionServices services;
    private final LongSupplier logStart;
    private final Supplier<TopicConfig> config;
    private final InSyncReplicas inSync;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final SequenceGate gate = new SequenceGate();

    PartitionWriter(Replica replica, StateTracker tracker, PartitionServices services, Supplier<TopicConfig> config) {
        this.replica = replica;
        this.tracker = tracker;
        this.logStart = tracker::logStart;
        this.services = services;
        this.config = config;
        this.inSync = new InSyncReplicas(replica, services.reachable());
    }

    /** Appends a batch; the future fails with {@link RequestException} or {@link ConsensusException}. */
    public CompletableFuture<Produce.Result> produce(RecordBatch batch, Acks acks, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new RequestException(ErrorCode.INVALID_REQUEST, "the timeout of a produce request is more than 0");
        }
        Duration wait = Deadlines.within(timeout);
        TopicConfig topic = config.get();
        long now = services.clock().millis();
        BatchRules.check(batch, topic, now);
        if (!services.room().takes(batch.sizeInBytes())) {
            throw new RequestException(
                    ErrorCode.DISK_FULL,
                    "the disk of the partition's leader is full: nothing was written; try again when there is space");
        }
        boolean needsMore = acks == Acks.ALL && inSync.needsMoreThanCommit(topic.minInSync());
        long appendTime = -1;
        if (topic.timestamps().logAppendTime()) {
            batch.stampAppendTime(now);
            appendTime = now;
        }
        Proposal proposal = batch.producerId() == RecordBatch.NO_PRODUCER_ID ? propose(batch) : proposeOnce(batch);
        return switch (acks) {
            case NONE -> CompletableFuture.completedFuture(new Produce.Result(-1, logStart.getAsLong()));
            case LEADER -> answer(proposal.appended(), appendTime, wait);
            case ALL ->
                needsMore
                        ? answer(hadByMore(proposal, topic.minInSync(), wait), appendTime, wait.plus(GRACE))
                        : answer(proposal.committed(), appendTime, wait);
        };
    }

    private CompletableFuture<Proposal.Entry> hadByMore(Proposal proposal, int replicas, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        return proposal.committed()
                .thenCombine(proposal.appended(), (entry, same) -> entry)
                .thenCompose(entry ->
                        inSync.await(entry, replicas, Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }

    private Proposal propose(RecordBatch batch) {
        if (!replica.isLeader()) {
            return Proposal.failed(
                    new ConsensusException.NotLeader(replica.role().leader()));
        }
        return replica.propose(batch, ReplicaGroup.ANY_TERM); // nothing was checked that a term could change
    }

    private Proposal proposeOnce(RecordBatch batch) {
        lock.lock();
        try {
            if (!(replica.role() instanceof Role.Leader leader)) {
                return Proposal.failed(
                        new ConsensusException.NotLeader(replica.role().leader()));
            }
            gate.enterTerm(leader.term());
            return switch (gate.check(batch, id -> tracker.producers().get(id), mayHaveForgotten())) {
                case SequenceGate.Verdict.Next() -> proposeNext(batch, leader.term());
                case SequenceGate.Verdict.InFlight(Proposal proposal) -> proposal;
                case SequenceGate.Verdict.Appended(long base, long next) -> repeated(base, next, leader);
                case SequenceGate.Verdict.OutOfOrder(int expected) -> throw outOfOrder(batch, expected);
                case SequenceGate.Verdict.Fenced(short current) ->
                    throw new RequestException(
                            ErrorCode.PRODUCER_FENCED,
                            "producer " + batch.producerId() + " has epoch " + current + " now, not "
                                    + batch.producerEpoch());
            };
        } finally {
            lock.unlock();
        }
    }

    /** Whether a producer that is not known here may have been once. */
    private boolean mayHaveForgotten() {
        return logStart.getAsLong() > 0
                || tracker.compactionMark().upTo() > 0
                || tracker.producers().hasForgotten();
    }

    private Proposal proposeNext(RecordBatch batch, long term) {
        long producerId = batch.producerId();
        Proposal proposal = replica.propose(batch, term);
        gate.proposed(batch, proposal);
        // On success the log's table has the batch. On failure it must not count: the next batch is then found out of
        // order, and
        // the producer begins again with the one that failed.
        var _ = proposal.committed().whenComplete((entry, fault) -> gate.settled(producerId, proposal));
        return proposal;
    }

    /** A batch that is in the log already is acknowledged when it is committed, like any other. */
    private Proposal repeated(long baseOffset, long nextOffset, Role.Leader leader) {
        Proposal.Entry entry = new Proposal.Entry(-1, leader.term(), baseOffset);
        CompletableFuture<Proposal.Entry> committed = CommitWait.start(
                        replica, leader.term(), nextOffset, REPEATED_WAIT, services.background())
                .thenApply(isCommitted -> {
                    if (!isCommitted) {
                        throw new ConsensusException.Indeterminate("a repeated batch was not committed in time");
                    }
                    return entry;
                });
        return new Proposal(CompletableFuture.completedFuture(entry), committed);
    }

    private static RequestException outOfOrder(RecordBatch batch, int expected) {
        return new RequestException(
                ErrorCode.OUT_OF_ORDER_SEQUENCE,
                "batch of producer " + batch.producerId() + " has sequence " + batch.baseSequence() + " where "
                        + expected + " must follow");
    }

    private CompletableFuture<Produce.Result> answer(
            CompletableFuture<Proposal.Entry> outcome, long appendTime, Duration wait) {
        CompletableFuture<Produce.Result> answer =
                outcome.thenApply(entry -> new Produce.Result(entry.baseOffset(), logStart.getAsLong(), appendTime));
        return Deadlines.indeterminateAfter(answer, wait, services.background());
    }
}
