package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Deadline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commits offsets of a group, one commit after the other.
 *
 * <p>For the consumer's thread; commits in the background run on threads of their own.
 */
final class Committer {
    private static final System.Logger LOG = System.getLogger(Committer.class.getName());

    private final String group;
    private final Caller caller;
    private final MemberIdentity identity;
    private final ReentrantLock order = new ReentrantLock();
    private final AtomicBoolean inBackground = new AtomicBoolean();
    private long asked;
    private long done;
    private volatile Map<TopicPartition, Long> last = Map.of();

    /** As whom to commit. */
    interface MemberIdentity {
        /** The member of now; empty when the consumer is not a member. */
        Optional<CommitOffsets.Member> current();

        /** The member after a heartbeat in progress has ended, if there is another epoch by then. */
        Optional<CommitOffsets.Member> next(CommitOffsets.Member refused);
    }

    Committer(String group, Caller caller, MemberIdentity identity) {
        this.group = group;
        this.caller = caller;
        this.identity = identity;
    }

    /** The last offsets that were committed. */
    Map<TopicPartition, Long> last() {
        return last;
    }

    /** Commits; throws as {@link Caller} does. */
    void commit(Map<TopicPartition, Long> offsets, Deadline deadline) {
        commit(++asked, Map.copyOf(offsets), deadline);
    }

    /** Commits in the background unless that is going on; a failure is left to the next time. */
    void commitInBackground(Map<TopicPartition, Long> offsets, Deadline deadline) {
        if (offsets.isEmpty() || !inBackground.compareAndSet(false, true)) {
            return;
        }
        long number = ++asked;
        Thread.startVirtualThread(() -> {
            try {
                commit(number, offsets, deadline);
            } catch (RequestException | OperationTimeoutException e) {
                LOG.log(System.Logger.Level.DEBUG, "commit of group {0} failed: {1}", group, e.getMessage());
            } finally {
                inBackground.set(false);
            }
        });
    }

    private void commit(long number, Map<TopicPartition, Long> offsets, Deadline deadline) {
        order.lock();
        try {
            if (offsets.isEmpty() || number < done) {
                return; // a later one has overtaken it: going back would undo that
            }
            Map<TopicPartition, CommittedOffset> committed = new HashMap<>();
            offsets.forEach((partition, offset) -> committed.put(partition, CommittedOffset.of(offset)));
            send(committed, deadline);
            done = number;
            last = offsets;
        } finally {
            order.unlock();
        }
    }

    private void send(Map<TopicPartition, CommittedOffset> offsets, Deadline deadline) {
        Optional<CommitOffsets.Member> member = identity.current();
        try {
            caller.coordinatorOf(group, new CommitOffsets(group, member, offsets), deadline);
        } catch (RequestException e) {
            // The epoch may have moved on between the coordinator's answer to a heartbeat and our hearing of it.
            boolean late = e.code() == ErrorCode.STALE_MEMBER_EPOCH || e.code() == ErrorCode.FENCED_MEMBER_EPOCH;
            Optional<CommitOffsets.Member> next = late ? member.flatMap(identity::next) : Optional.empty();
            if (next.isEmpty()) {
                throw e;
            }
            caller.coordinatorOf(group, new CommitOffsets(group, next, offsets), deadline);
        }
    }
}
