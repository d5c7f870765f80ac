package io.gokafka.broker.partition;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sees that a batch which all shall have is acknowledged only when as many replicas have it durable as the topic's
 * {@code min.insync.replicas} says. A commit is a majority's: only what is more than that is looked after here.
 *
 * <p>Threading: safe for use by several threads. While batches wait, one virtual thread looks after them.
 */
final class InSyncReplicas {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private record Waiting(
            Proposal.Entry entry, long index, int needed, long deadline, CompletableFuture<Proposal.Entry> answer) {}

    private final Replica replica;
    private final Supplier<Set<BrokerId>> reachable;
    private final Deque<Waiting> arrived = new ArrayDeque<>();
    private boolean looking;

    InSyncReplicas(Replica replica, Supplier<Set<BrokerId>> reachable) {
        this.replica = replica;
        this.reachable = reachable;
    }

    /**
     * Whether more replicas are needed than the majority that commits; refuses when fewer are there.
     *
     * @throws RequestException {@code NOT_ENOUGH_REPLICAS}
     */
    boolean needsMoreThanCommit(int needed) {
        Optional<GroupStatus> status = needed <= 1 ? Optional.empty() : replica.status();
        if (status.isEmpty() || needed <= status.get().voters().size() / 2 + 1) {
            return false;
        }
        Set<BrokerId> up = reachable.get();
        long there = status.get().voters().stream().filter(up::contains).count();
        if (there < needed) {
            throw new RequestException(
                    ErrorCode.NOT_ENOUGH_REPLICAS,
                    "only " + there + " of " + status.get().voters().size() + " replicas are there: the topic's"
                            + " min.insync.replicas is " + needed);
        }
        return true;
    }

    /** Completes when a committed entry, which the leader has, is had by as many replicas as are needed. */
    CompletableFuture<Proposal.Entry> await(Proposal.Entry entry, int needed, Duration atMost) {
        CompletableFuture<Proposal.Entry> answer = new CompletableFuture<>();
        Waiting waiting = new Waiting(entry, indexOf(entry), needed, System.nanoTime() + atMost.toNanos(), answer);
        if (isOver(waiting)) {
            return answer;
        }
        synchronized (this) {
            arrived.add(waiting);
            if (!looking) {
                looking = true;
                Thread.ofVirtual().name("in-sync-" + replica.id()).start(this::look);
            }
        }
        return answer;
    }

    /** That of a repeated batch is not known: the entry at its offset, or the last one when that is forgotten too. */
    private long indexOf(Proposal.Entry entry) {
        if (entry.index() > 0) {
            return entry.index();
        }
        return entry.baseOffset() < 0
                ? replica.commitIndex()
                : replica.log()
                        .entryAtOffset(entry.baseOffset())
                        .map(e -> e.lastIndex())
                        .orElse(replica.commitIndex());
    }

    private void look() {
        List<Waiting> waiting = new ArrayList<>();
        while (true) {
            synchronized (this) {
                waiting.addAll(arrived);
                arrived.clear();
                if (waiting.isEmpty()) {
                    looking = false;
                    return;
                }
            }
            waiting.removeIf(this::isOver);
            if (!waiting.isEmpty()) {
                LockSupport.parkNanos(this, LOOK_NANOS);
            }
        }
    }

    private boolean isOver(Waiting waiting) {
        Optional<GroupStatus> status = replica.status();
        boolean leads = status.isPresent() && replica.leadsIn(waiting.entry.term());
        if (leads && holders(status.get(), waiting.index) >= waiting.needed) {
            waiting.answer.complete(waiting.entry);
            return true;
        }
        if (!leads || waiting.deadline - System.nanoTime() <= 0) {
            waiting.answer.completeExceptionally(new RequestException(
                    ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
                    "the batch is committed, but it is not known that as many replicas have it as the topic's"
                            + " min.insync.replicas says: " + waiting.needed));
            return true;
        }
        return false;
    }

    private static long holders(GroupStatus status, long index) {
        BrokerId self = status.role().leader().orElseThrow();
        return status.voters().stream()
                .filter(v -> v.equals(self) || status.matchIndex().getOrDefault(v, 0L) >= index)
                .count();
    }
}
