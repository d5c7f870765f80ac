package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The {@code range} assignor: gives each member that wants a topic a contiguous range of its partitions.
 *
 * <ul>
 *   <li>Fair within a topic: ranges differ by one partition at most, the longer ones come first.
 *   <li>Co-partitioned: the members have the same order in all topics, so with the same partition counts and the same
 *       members, partition n of each topic goes to the same member.
 *   <li>Sticky where it can be: static members come first, in the order of their instance ids, so that one that comes
 *       back gets what it had; then the others in the order of what they had, new ones last.
 *   <li>Deterministic: a function of its arguments.
 * </ul>
 */
final class RangeAssignor {
    private RangeAssignor() {}

    /**
     * Computes an assignment.
     *
     * @param wanted the topics of each member
     * @param instances the instance ids of the static members
     * @param partitionCounts the topics that exist; others are nobody's
     * @param previous the last assignment; may name members and partitions that are gone
     * @return the partitions of each member, with an empty set for one that gets none
     */
    static SortedMap<String, SortedSet<TopicPartition>> assign(
            Map<String, ? extends Set<String>> wanted,
            Map<String, String> instances,
            Map<String, Integer> partitionCounts,
            Map<String, ? extends Set<TopicPartition>> previous) {
        SortedMap<String, List<TopicPartition>> given = new TreeMap<>();
        SortedMap<String, List<String>> subscribers = new TreeMap<>();
        for (String member : order(wanted.keySet(), instances, previous)) {
            given.put(member, new ArrayList<>());
            Set<String> topics = wanted.get(member);
            if (topics != null) {
                topics.forEach(topic -> subscribers
                        .computeIfAbsent(topic, t -> new ArrayList<>())
                        .add(member));
            }
        }
        subscribers.forEach((topic, members) -> divide(topic, partitionCounts.getOrDefault(topic, 0), members, given));
        SortedMap<String, SortedSet<TopicPartition>> result = new TreeMap<>();
        given.forEach((member, partitions) -> result.put(member, PartitionSets.copyOf(partitions)));
        return result;
    }

    private static void divide(
            String topic, int partitions, List<String> members, Map<String, List<TopicPartition>> given) {
        int share = partitions / members.size();
        int longer = partitions % members.size();
        int next = 0;
        for (int i = 0; i < members.size(); i++) {
            List<TopicPartition> own = given.getOrDefault(members.get(i), new ArrayList<>());
            for (int left = share + (i < longer ? 1 : 0); left > 0; left--) {
                own.add(new TopicPartition(topic, next++));
            }
        }
    }

    private static List<String> order(
            Set<String> members, Map<String, String> instances, Map<String, ? extends Set<TopicPartition>> previous) {
        Comparator<String> staticFirst = Comparator.comparing(m -> !instances.containsKey(m));
        return members.stream()
                .sorted(staticFirst
                        .thenComparing(m -> instances.getOrDefault(m, ""))
                        .thenComparingInt(m -> firstOf(previous.get(m)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int firstOf(@org.jspecify.annotations.Nullable Set<TopicPartition> partitions) {
        return partitions == null
                ? Integer.MAX_VALUE
                : partitions.stream().mapToInt(TopicPartition::partition).min().orElse(Integer.MAX_VALUE);
    }
}
