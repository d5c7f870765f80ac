package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Partitions by topic, as Kafka's messages have them. */
final class TopicGroups {
    private TopicGroups() {}

    /** The numbers of the partitions of each topic, in order. */
    static Map<String, List<Integer>> of(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .sorted()
                .collect(Collectors.groupingBy(
                        TopicPartition::topic,
                        TreeMap::new,
                        Collectors.mapping(TopicPartition::partition, Collectors.toList())));
    }
}
