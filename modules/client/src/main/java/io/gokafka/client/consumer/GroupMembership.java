package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.cluster.Blocking;
import io.gokafka.client.cluster.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this member and the group's coordinator know of each other. The consumer's thread brings what it reads in line with what
 * it was assigned; {@link Heartbeats} tells the coordinator.
 *
 * <p><b>Threading.</b> Safe for use by several threads; one lock guards all.
 */
final class GroupMembership implements Committer.MemberIdentity {
    private static final long EPOCH_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String group;
    private final String memberId;
    private final Duration rebalanceTimeout;
    private final Runnable nudge;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<String> topics = List.of();
    private Set<TopicPartition> owned = Set.of();
    private @Nullable Set<TopicPartition> target;
    private int epoch = GroupHeartbeat.JOIN;
    private boolean isLost;
    private boolean isStopped;
    private long version;
    private long toldVersion = -1;
    private long failingSince;
    private @Nullable RequestException failure;

    GroupMembership(String group, String memberId, Duration rebalanceTimeout, Runnable nudge) {
        this.group = group;
        this.memberId = memberId;
        this.rebalanceTimeout = rebalanceTimeout;
        this.nudge = nudge;
    }

    /** What the consumer's thread has to do. */
    sealed interface Task {
        /** Nothing. */
        record None() implements Task {}

        /** Read these partitions and no others, then call {@link #owns}. */
        record Assign(Set<TopicPartition> partitions) implements Task {}

        /** Stop reading: the group has gone on without this member. Then call {@link #owns} with nothing. */
        record Drop() implements Task {}
    }

    /** A heartbeat to send, and which state of affairs it tells of. */
    record Beat(GroupHeartbeat request, long version) {}

    // ---- for the consumer's thread

    void subscribe(List<String> newTopics) {
        locked(() -> {
            topics = List.copyOf(newTopics);
            version++;
        });
    }

    Task task() {
        lock.lock();
        try {
            if (isLost) {
                return new Task.Drop();
            }
            return target == null || target.equals(owned) ? new Task.None() : new Task.Assign(target);
        } finally {
            lock.unlock();
        }
    }

    /** What is read now; the coordinator is told at once. */
    void owns(Set<TopicPartition> partitions) {
        locked(() -> {
            owned = Set.copyOf(partitions);
            isLost = false;
            version++;
        });
    }

    /** What there is to report: a failure for good, or one that has lasted for so long; it is reported once. */
    Optional<RuntimeException> takeFailure(Duration patience) {
        lock.lock();
        try {
            RequestException last = failure;
            if (last == null) {
                return Optional.empty();
            }
            boolean isLong = System.nanoTime() - failingSince >= Deadline.nanosOf(patience);
            if (last.code().isRetriable() && !isLong) {
                return Optional.empty();
            }
            failure = null;
            return Optional.of(last.code().isRetriable() ? tooLong(patience, last) : last);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<CommitOffsets.Member> current() {
        lock.lock();
        try {
            return Optional.of(new CommitOffsets.Member(memberId, epoch));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<CommitOffsets.Member> next(CommitOffsets.Member refused) {
        lock.lock();
        try {
            long left = EPOCH_WAIT_NANOS;
            while (epoch == refused.epoch() && !isLost && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean isNews = epoch != refused.epoch() && epoch != GroupHeartbeat.JOIN && !isLost;
            return isNews ? Optional.of(new CommitOffsets.Member(memberId, epoch)) : Optional.empty();
        } catch (InterruptedException e) {
            throw Blocking.interrupted("the group's coordinator");
        } finally {
            lock.unlock();
        }
    }

    /** No more heartbeats; returns the one that leaves the group, if it was ever joined. */
    Optional<GroupHeartbeat> stop() {
        lock.lock();
        try {
            isStopped = true;
            changed.signalAll();
            return epoch == GroupHeartbeat.JOIN && toldVersion < 0
                    ? Optional.empty()
                    : Optional.of(new GroupHeartbeat(
                            group,
                            memberId,
                            GroupHeartbeat.LEAVE,
                            rebalanceTimeout,
                            Optional.empty(),
                            Optional.empty()));
        } finally {
            lock.unlock();
        }
    }

    // ---- for the heartbeat thread

    /** Waits until a heartbeat is due: after so long, or earlier when there is something to tell; empty when stopped. */
    Optional<Beat> awaitBeat(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!isStopped && (isLost || (left > 0 && !hasNews()))) {
                if (isLost) {
                    changed.await(); // it must not join again while it reads what others may have
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            return isStopped ? Optional.empty() : Optional.of(new Beat(request(), version));
        } finally {
            lock.unlock();
        }
    }

    void answered(Beat beat, GroupHeartbeat.Result result) {
        locked(() -> {
            failure = null;
            failingSince = 0;
            epoch = result.memberEpoch();
            toldVersion = beat.version();
            result.assignment().ifPresent(partitions -> target = new TreeSet<>(partitions));
        });
        nudge.run();
    }

    void failed(RequestException why) {
        locked(() -> {
            if (why.code() == ErrorCode.UNKNOWN_MEMBER || why.code() == ErrorCode.FENCED_MEMBER_EPOCH) {
                epoch = GroupHeartbeat.JOIN;
                target = null;
                isLost = !owned.isEmpty();
            } else {
                failure = why;
            }
            failingSince = failingSince == 0 ? System.nanoTime() : failingSince;
        });
        nudge.run();
    }

    private boolean hasNews() {
        return version != toldVersion && failingSince == 0;
    }

    private GroupHeartbeat request() {
        boolean isComplete = epoch == GroupHeartbeat.JOIN || version != toldVersion;
        return new GroupHeartbeat(
                group,
                memberId,
                epoch,
                rebalanceTimeout,
                isComplete ? Optional.of(topics) : Optional.empty(),
                isComplete ? Optional.of(List.copyOf(owned)) : Optional.empty());
    }

    private OperationTimeoutException tooLong(Duration patience, RequestException last) {
        failingSince = System.nanoTime();
        return new OperationTimeoutException(
                "group '" + group + "' could not be reached for " + patience.toMillis() + " ms: " + last.code() + ": "
                        + last.getMessage(),
                last);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
