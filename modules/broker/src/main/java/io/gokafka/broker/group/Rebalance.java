package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A group's epoch and target assignment, and what must be written to get there.
 *
 * @param epoch the group's epoch
 * @param targets what each member shall have
 * @param changes the group's header and the targets that changed; empty when the group stays as it is
 */
record Rebalance(int epoch, Map<String, SortedSet<TopicPartition>> targets, List<GroupRecord> changes) {
    /** The group stays as it is. */
    static Rebalance none(Group group) {
        return new Rebalance(group.header().epoch(), group.targets(), List.of());
    }

    /**
     * The next epoch of a group.
     *
     * @param members the members from now on
     * @param now the time of day, from when on a group without members is empty
     */
    static Rebalance of(Group group, SortedMap<String, Member> members, TopicView topics, long now) {
        int epoch = group.header().epoch() + 1;
        SortedMap<String, Integer> counts = partitionCounts(members, topics);
        SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
        members.forEach((id, member) -> wanted.put(id, member.topics()));
        var targets = Assignor.assign(wanted, counts, group.targets());

        List<GroupRecord> changes = new ArrayList<>();
        GroupHeader header = new GroupHeader(epoch, members.isEmpty() ? now : 0, counts);
        // A group without members and offsets is none.
        boolean gone = members.isEmpty() && group.offsets().isEmpty();
        changes.add(new GroupRecord.Header(group.name(), gone ? Optional.empty() : Optional.of(header)));
        changes.addAll(targetChanges(group, targets));
        return new Rebalance(epoch, targets, changes);
    }

    /** The topics that the members want and that exist. */
    static SortedMap<String, Integer> partitionCounts(Map<String, Member> members, TopicView topics) {
        SortedSet<String> wanted = new TreeSet<>();
        members.values().forEach(member -> wanted.addAll(member.topics()));
        SortedMap<String, Integer> counts = new TreeMap<>();
        wanted.forEach(topic -> topics.partitionCount(topic).ifPresent(count -> counts.put(topic, count)));
        return counts;
    }

    SortedSet<TopicPartition> target(String memberId) {
        return targets.getOrDefault(memberId, PartitionSets.NONE);
    }

    private static List<GroupRecord> targetChanges(Group group, Map<String, SortedSet<TopicPartition>> targets) {
        List<GroupRecord> changes = new ArrayList<>();
        targets.forEach((id, target) -> {
            if (!target.equals(group.targets().get(id))) {
                changes.add(new GroupRecord.Target(group.name(), id, Optional.of(target)));
            }
        });
        group.targets().keySet().stream()
                .filter(id -> !targets.containsKey(id))
                .forEach(id -> changes.add(new GroupRecord.Target(group.name(), id, Optional.empty())));
        return changes;
    }
}
