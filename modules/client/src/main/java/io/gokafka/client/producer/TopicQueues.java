package io.gokafka.client.producer;

import io.gokafka.api.TopicPartition;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The queues of one topic's partitions, made on first use.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class TopicQueues {
    private final String topic;
    private final StickyPartition sticky;
    private final Function<TopicPartition, PartitionQueue> start;
    private final Map<Integer, PartitionQueue> queues = new ConcurrentHashMap<>();

    TopicQueues(String topic, StickyPartition sticky, Function<TopicPartition, PartitionQueue> start) {
        this.topic = topic;
        this.sticky = sticky;
        this.start = start;
    }

    StickyPartition sticky() {
        return sticky;
    }

    PartitionQueue queue(int partition) {
        PartitionQueue queue = queues.get(partition);
        return queue != null
                ? queue
                : queues.computeIfAbsent(partition, number -> start.apply(new TopicPartition(topic, number)));
    }

    Collection<PartitionQueue> all() {
        return queues.values();
    }
}
