package io.gokafka.client.producer;

import io.gokafka.client.cluster.TopicView;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The partition for records of one topic that have no key: the same one until a batch is full, then another one at random among
 * those with a leader, so that batches fill (KIP-480).
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class StickyPartition {
    private final RandomGenerator random;
    private final int batchSize;
    private int current = -1;
    private long bytes;

    StickyPartition(RandomGenerator random, int batchSize) {
        this.random = random;
        this.batchSize = batchSize;
    }

    /** The partition for a record of so many bytes. */
    synchronized int next(TopicView topic, int size) {
        bytes += size;
        if (bytes > batchSize || current < 0 || current >= topic.partitions()) {
            current = pick(topic);
            bytes = size;
        }
        return current;
    }

    private int pick(TopicView topic) {
        int[] available = IntStream.range(0, topic.partitions())
                .filter(p -> topic.leader(p).isPresent())
                .toArray();
        return available.length == 0 ? random.nextInt(topic.partitions()) : available[random.nextInt(available.length)];
    }
}
