package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.GroupState;
import io.gokafka.broker.group.classic.ClassicGeneration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The state of one group. It changes in {@link #apply} only; all else are views. Belongs to the thread of its {@link
 * GroupsState}.
 */
final class Group {
    private final String name;
    private final SortedMap<String, Member> members = new TreeMap<>();
    private final SortedMap<String, SortedSet<TopicPartition>> targets = new TreeMap<>();
    private final SortedMap<TopicPartition, StoredOffset> offsets = new TreeMap<>();

    /** Who has a partition, or has not yet given it up: derived from the members. */
    private final Map<TopicPartition, String> holders = new HashMap<>();

    /** Ids of the static members by their names: derived from the members. */
    private final Map<String, String> instances = new HashMap<>();

    private GroupHeader header = GroupHeader.NONE;
    private Optional<ClassicGeneration> classic = Optional.empty();

    Group(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    GroupHeader header() {
        return header;
    }

    /** The last complete generation, if it is a classic group. */
    Optional<ClassicGeneration> classic() {
        return classic;
    }

    SortedMap<String, Member> members() {
        return Collections.unmodifiableSortedMap(members);
    }

    Optional<Member> member(String id) {
        return Optional.ofNullable(members.get(id));
    }

    /** The id of the static member of this name, be it away or not. */
    Optional<String> memberIdOf(String instanceId) {
        return Optional.ofNullable(instances.get(instanceId));
    }

    /** A copy with some changes; the group itself stays as it is. */
    Group with(List<GroupRecord> changes) {
        Group copy = new Group(name);
        records().forEach(copy::apply);
        changes.forEach(copy::apply);
        return copy;
    }

    SortedMap<String, SortedSet<TopicPartition>> targets() {
        return Collections.unmodifiableSortedMap(targets);
    }

    SortedSet<TopicPartition> target(String memberId) {
        return targets.getOrDefault(memberId, PartitionSets.NONE);
    }

    SortedMap<TopicPartition, StoredOffset> offsets() {
        return Collections.unmodifiableSortedMap(offsets);
    }

    /** The member that has the partition or has yet to give it up. */
    Optional<String> holderOf(TopicPartition partition) {
        return Optional.ofNullable(holders.get(partition));
    }

    /** Whether there is no such group. */
    boolean isVoid() {
        return members.isEmpty()
                && targets.isEmpty()
                && offsets.isEmpty()
                && classic.isEmpty()
                && header.equals(GroupHeader.NONE);
    }

    GroupState state() {
        if (members.isEmpty()) {
            return GroupState.EMPTY;
        }
        boolean stable =
                members.entrySet().stream().allMatch(m -> m.getValue().isStable(header.epoch(), target(m.getKey())));
        return stable ? GroupState.STABLE : GroupState.RECONCILING;
    }

    void apply(GroupRecord change) {
        switch (change) {
            case GroupRecord.Offset(var g, var partition, var offset) -> put(offsets, partition, offset);
            case GroupRecord.Header(var g, var changed) -> header = changed.orElse(GroupHeader.NONE);
            case GroupRecord.Membership(var g, var id, var member) -> {
                release(id);
                put(members, id, member);
                member.ifPresent(m -> hold(id, m));
            }
            case GroupRecord.Target(var g, var id, var partitions) -> put(targets, id, partitions);
            case GroupRecord.Classic(var g, var generation) -> classic = generation;
        }
    }

    /** The records that make this state of nothing. */
    List<GroupRecord> records() {
        List<GroupRecord> all = new ArrayList<>();
        if (!header.equals(GroupHeader.NONE)) {
            all.add(new GroupRecord.Header(name, Optional.of(header)));
        }
        classic.ifPresent(generation -> all.add(new GroupRecord.Classic(name, Optional.of(generation))));
        members.forEach((id, member) -> all.add(new GroupRecord.Membership(name, id, Optional.of(member))));
        targets.forEach((id, target) -> all.add(new GroupRecord.Target(name, id, Optional.of(target))));
        offsets.forEach((partition, offset) -> all.add(new GroupRecord.Offset(name, partition, Optional.of(offset))));
        return all;
    }

    private void release(String memberId) {
        Member before = members.get(memberId);
        if (before != null) {
            before.who().instanceId().ifPresent(name -> instances.remove(name, memberId));
            before.assigned().forEach(p -> holders.remove(p, memberId));
            before.revoking().forEach(p -> holders.remove(p, memberId));
        }
    }

    private void hold(String memberId, Member member) {
        member.who().instanceId().ifPresent(name -> instances.put(name, memberId));
        member.assigned().forEach(p -> holders.put(p, memberId));
        member.revoking().forEach(p -> holders.put(p, memberId));
    }

    // An Optional that is present replaces, an empty one removes.
    private static <K, V> void put(Map<K, V> map, K key, Optional<V> value) {
        value.ifPresentOrElse(v -> map.put(key, v), () -> map.remove(key));
    }
}
