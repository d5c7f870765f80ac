package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.RebalanceListener;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Commits the offsets of records that were written out: once a second, when a partition is given up, and at the end. Output is
 * flushed before each commit, so that a crash can only repeat records, not lose them. For one thread.
 */
final class GroupCommits implements RebalanceListener {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final Consumer consumer;
    private final boolean enabled;
    private final Runnable flush;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long last = System.nanoTime();

    GroupCommits(Consumer consumer, boolean enabled, Runnable flush) {
        this.consumer = consumer;
        this.enabled = enabled;
        this.flush = flush;
    }

    /** A record was written. */
    void handed(ConsumerRecord record) {
        if (enabled) {
            next.put(record.topicPartition(), record.offset() + 1);
        }
    }

    void commitWhenDue() {
        if (!next.isEmpty() && System.nanoTime() - last >= INTERVAL_NANOS) {
            commit();
        }
    }

    void commit() {
        last = System.nanoTime();
        if (next.isEmpty()) {
            return;
        }
        flush.run();
        try {
            consumer.commit(Map.copyOf(next));
        } catch (RequestException e) {
            if (e.code() != ErrorCode.UNKNOWN_MEMBER
                    && e.code() != ErrorCode.FENCED_MEMBER_EPOCH
                    && e.code() != ErrorCode.STALE_MEMBER_EPOCH) {
                throw e;
            }
            // The partitions have gone to another member, which reads those records again.
        }
        next.clear();
    }

    @Override
    public void onRevoked(Collection<TopicPartition> partitions) {
        commit();
    }

    @Override
    public void onLost(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
    }
}
