package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@code uniform} assignor: divides the partitions of topics among the members that want them.
 *
 * <ul>
 *   <li>Each partition of a topic that anybody wants goes to exactly one member that wants it.
 *   <li>Balanced: no chain of moves could make the loads of two members more equal; with the same topics for all, loads
 *       differ by one at most.
 *   <li>Sticky: what a member has it keeps, unless the balance needs it.
 *   <li>Deterministic: a function of its arguments.
 * </ul>
 *
 * <p>Three steps: keep what is still valid; give each free partition to the member with the least, those of the least
 * wanted topics first; then even out along shortest chains ({@link LoadBalancer}). The idea of a sticky, balanced
 * assignment is that of KIP-54.
 */
final class Assignor {
    private Assignor() {}

    /**
     * Computes an assignment.
     *
     * @param wanted the topics of each member
     * @param partitionCounts the topics that exist; others are nobody's
     * @param previous the last assignment; may name members and partitions that are gone
     * @return the partitions of each member, with an empty set for one that gets none
     */
    static SortedMap<String, SortedSet<TopicPartition>> assign(
            Map<String, ? extends Set<String>> wanted,
            Map<String, Integer> partitionCounts,
            Map<String, ? extends Set<TopicPartition>> previous) {
        Loads loads = new Loads(subscribers(wanted, partitionCounts), wanted.keySet());
        SortedSet<TopicPartition> free = partitions(loads, partitionCounts);
        previous.forEach((member, partitions) -> new TreeSet<>(partitions)
                .stream()
                        .filter(p -> loads.wants(member, p.topic()) && free.remove(p))
                        .forEach(p -> loads.keep(member, p)));
        free.stream()
                .sorted(Comparator.comparingInt((TopicPartition p) ->
                                loads.subscribers(p.topic()).size())
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(p -> loads.give(loads.leastLoaded(p.topic()), p));
        new LoadBalancer(loads).balance();
        return loads.result();
    }

    /** Topics that exist and that someone wants, with those who do. */
    private static SortedMap<String, SortedSet<String>> subscribers(
            Map<String, ? extends Set<String>> wanted, Map<String, Integer> partitionCounts) {
        SortedMap<String, SortedSet<String>> byTopic = new TreeMap<>();
        wanted.forEach((member, topics) -> topics.stream()
                .filter(partitionCounts::containsKey)
                .forEach(topic ->
                        byTopic.computeIfAbsent(topic, t -> new TreeSet<>()).add(member)));
        return byTopic;
    }

    private static SortedSet<TopicPartition> partitions(Loads loads, Map<String, Integer> partitionCounts) {
        SortedSet<TopicPartition> all = new TreeSet<>();
        for (String topic : loads.topics()) {
            for (int i = 0; i < partitionCounts.getOrDefault(topic, 0); i++) {
                all.add(new TopicPartition(topic, i));
            }
        }
        return all;
    }
}
