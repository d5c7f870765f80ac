package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The ways to divide partitions among members, and which of them a group uses. */
final class Assignors {
    static final String UNIFORM = "uniform";
    static final String RANGE = "range";

    private Assignors() {}

    static boolean isKnown(String name) {
        return name.equals(UNIFORM) || name.equals(RANGE);
    }

    /** The one that most members ask for; uniform when they do not care or do not agree. */
    static String preferredBy(Collection<Member> members) {
        long range = members.stream().filter(m -> wants(m, RANGE)).count();
        long uniform = members.stream().filter(m -> wants(m, UNIFORM)).count();
        return range > uniform ? RANGE : UNIFORM;
    }

    /** Divides the partitions of topics among members with the assignor that these prefer. */
    static SortedMap<String, SortedSet<TopicPartition>> assign(
            Map<String, Member> members,
            Map<String, ? extends Set<String>> wanted,
            Map<String, Integer> partitionCounts,
            Map<String, ? extends Set<TopicPartition>> previous) {
        if (preferredBy(members.values()).equals(UNIFORM)) {
            return Assignor.assign(wanted, partitionCounts, previous);
        }
        SortedMap<String, String> instances = new TreeMap<>();
        members.forEach((id, member) -> member.who().instanceId().ifPresent(name -> instances.put(id, name)));
        return RangeAssignor.assign(wanted, instances, partitionCounts, previous);
    }

    private static boolean wants(Member member, String assignor) {
        return member.wants().assignor().filter(assignor::equals).isPresent();
    }
}
