package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A group's epoch and target assignment, and what must be written to get there.
 *
 * @param epoch the group's epoch
 * @param targets what each member shall have
 * @param changes the group's header and the targets that changed; empty when the group stays as it is
 */
record Rebalance(int epoch, Map<String, SortedSet<TopicPartition>> targets, List<GroupRecord> changes) {
    /**
     * The group keeps its epoch.
     *
     * @param targets those that it has, perhaps of members with other ids
     */
    static Rebalance none(Group group, Map<String, SortedSet<TopicPartition>> targets) {
        return new Rebalance(group.header().epoch(), targets, targetChanges(group, targets));
    }

    /** The next epoch of a group whose members have the ids that they had. */
    static Rebalance of(Group group, SortedMap<String, Member> members, Topics topics, long now) {
        return of(group, members, group.targets(), topics, now);
    }

    /**
     * The next epoch of a group.
     *
     * @param members the members from now on
     * @param previous what each should have until now
     * @param now the time of day, from when on a group without members is empty
     */
    static Rebalance of(
            Group group,
            SortedMap<String, Member> members,
            Map<String, SortedSet<TopicPartition>> previous,
            Topics topics,
            long now) {
        int epoch = group.header().epoch() + 1;
        SortedMap<String, Integer> counts = topics.partitionCounts(members);
        SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
        members.forEach((id, member) -> wanted.put(id, topics.wanted(member.wants())));
        var targets = Assignors.assign(members, wanted, counts, previous);

        List<GroupRecord> changes = new ArrayList<>();
        GroupHeader header = new GroupHeader(epoch, members.isEmpty() ? now : 0, counts);
        changes.add(new GroupRecord.Header(group.name(), Optional.of(header)));
        changes.addAll(targetChanges(group, targets));
        return new Rebalance(epoch, targets, changes);
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
