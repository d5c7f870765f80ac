package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to commit what: on request, by itself every so often, and before partitions are given up.
 *
 * <p>For the consumer's thread.
 */
final class Commits {
    /** What nobody waits for in vain: a commit before partitions are given up, or at the end. */
    private static final Duration MAX_LAST = Duration.ofSeconds(5);

    private final ConsumerConfig config;
    private final Duration operationTimeout;
    private final Reader reader;
    private final @Nullable Committer committer;
    private Committer.@Nullable MemberIdentity member;
    private Deadline next;

    Commits(ConsumerConfig config, ClientConfig client, Caller caller, Reader reader) {
        this.config = config;
        this.operationTimeout = client.operationTimeout();
        this.reader = reader;
        this.committer = config.group()
                .map(group -> new Committer(group, caller, new Identity()))
                .orElse(null);
        this.next = Deadline.in(config.autoCommitInterval());
    }

    private final class Identity implements Committer.MemberIdentity {
        @Override
        public Optional<CommitOffsets.Member> current() {
            return member == null ? Optional.empty() : member.current();
        }

        @Override
        public Optional<CommitOffsets.Member> next(CommitOffsets.Member refused) {
            return member == null ? Optional.empty() : member.next(refused);
        }
    }

    /** From now on commits are those of a member. */
    void commitAs(Committer.MemberIdentity identity) {
        member = identity;
    }

    /** The group. */
    String group() {
        return config.group().orElseThrow(() -> new IllegalStateException("the consumer has no group: configure one"));
    }

    /** Commits, and waits for it. */
    void commit(Map<TopicPartition, Long> offsets) {
        if (committer == null) {
            throw new IllegalStateException("group '" + group() + "' has no committer");
        }
        committer.commit(offsets, Deadline.in(operationTimeout));
    }

    /** Commits by itself in the background, when it is time to. */
    void now() {
        if (committer == null || !config.autoCommit() || !next.passed()) {
            return;
        }
        next = Deadline.in(config.autoCommitInterval());
        Map<TopicPartition, Long> positions = reader.positions();
        if (!positions.equals(committer.last())) {
            committer.commitInBackground(positions, Deadline.in(config.autoCommitInterval()));
        }
    }

    /** Commits by itself, and waits for it some time, before partitions are given up. */
    void last() {
        if (committer == null || !config.autoCommit()) {
            return;
        }
        Duration patience = operationTimeout.compareTo(MAX_LAST) < 0 ? operationTimeout : MAX_LAST;
        try {
            committer.commit(reader.positions(), Deadline.in(patience));
        } catch (RequestException | OperationTimeoutException e) {
            // Whoever reads on begins at the last commit that succeeded: at least once holds.
            return;
        }
    }
}
