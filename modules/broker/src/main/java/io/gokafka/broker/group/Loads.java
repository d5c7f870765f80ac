package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An assignment in the making: who wants which topic and has which partitions by now. Not thread-safe. */
final class Loads {
    private final SortedMap<String, SortedSet<String>> subscribers;
    private final Map<String, Integer> sizes = new HashMap<>();

    /** By member, by topic. */
    private final SortedMap<String, SortedMap<String, NavigableSet<TopicPartition>>> held = new TreeMap<>();

    /** What members had before: moving it has a price. */
    private final Set<TopicPartition> sticky = new HashSet<>();

    Loads(SortedMap<String, SortedSet<String>> subscribers, Set<String> members) {
        this.subscribers = subscribers;
        members.forEach(member -> {
            held.put(member, new TreeMap<>());
            sizes.put(member, 0);
        });
    }

    Set<String> topics() {
        return subscribers.keySet();
    }

    Set<String> members() {
        return held.keySet();
    }

    SortedSet<String> subscribers(String topic) {
        return subscribers.getOrDefault(topic, Collections.emptySortedSet());
    }

    boolean wants(String member, String topic) {
        return subscribers(topic).contains(member);
    }

    int size(String member) {
        return sizes.getOrDefault(member, 0);
    }

    /** The least that any member has. */
    int smallest() {
        return sizes.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    /** The topics of which the member has partitions. */
    Set<String> topicsOf(String member) {
        return of(member).keySet();
    }

    String leastLoaded(String topic) {
        return Collections.min(subscribers(topic), Comparator.comparingInt(this::size));
    }

    /** Gives a member what it had before. */
    void keep(String member, TopicPartition partition) {
        sticky.add(partition);
        give(member, partition);
    }

    void give(String member, TopicPartition partition) {
        of(member).computeIfAbsent(partition.topic(), t -> new TreeSet<>()).add(partition);
        sizes.merge(member, 1, Integer::sum);
    }

    /** Moves a partition of the topic, one that was free before if there is such. */
    void move(String from, String to, String topic) {
        NavigableSet<TopicPartition> partitions = of(from).getOrDefault(topic, new TreeSet<>());
        TopicPartition moved =
                partitions.stream().filter(p -> !sticky.contains(p)).findFirst().orElseGet(partitions::last);
        partitions.remove(moved);
        if (partitions.isEmpty()) {
            of(from).remove(topic);
        }
        sizes.merge(from, -1, Integer::sum);
        give(to, moved);
    }

    SortedMap<String, SortedSet<TopicPartition>> result() {
        SortedMap<String, SortedSet<TopicPartition>> result = new TreeMap<>();
        held.forEach((member, byTopic) -> result.put(
                member,
                PartitionSets.copyOf(
                        byTopic.values().stream().flatMap(Set::stream).toList())));
        return result;
    }

    private SortedMap<String, NavigableSet<TopicPartition>> of(String member) {
        return held.computeIfAbsent(member, m -> new TreeMap<>());
    }
}
