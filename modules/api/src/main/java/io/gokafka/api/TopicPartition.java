package io.gokafka.api;

import java.util.Comparator;

/**
 * A partition of a topic by its name.
 *
 * @param topic the topic's name; see {@link TopicNames} for what is allowed when one is created
 * @param partition 0 or more
 */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    @Override
    public int compareTo(TopicPartition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
