package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.group.classic.ClassicMember;
import io.gokafka.broker.group.migration.ConsumerSubscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Forgets how far a group has read some partitions, but not those that its members go on from. */
record OffsetRemoval(Topics topics, ClassicCoordinator classic) {
    /** Throws {@link RequestException} with {@code UNKNOWN_GROUP}, or {@code GROUP_NOT_EMPTY}. */
    Outcome<DeleteOffsets.Result> delete(Group group, DeleteOffsets request) {
        if (group.isVoid()) {
            throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is no group " + group.name());
        }
        Predicate<String> isRead = topicsRead(group);
        Map<TopicPartition, Failure> failures = new HashMap<>();
        List<GroupRecord> changes = new ArrayList<>();
        for (TopicPartition partition : request.partitions()) {
            if (isRead.test(partition.topic())) {
                failures.put(
                        partition,
                        Failure.of(
                                ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC,
                                "members of group " + group.name() + " read " + partition.topic() + ": stop them"));
            } else if (group.offsets().containsKey(partition)) {
                changes.add(new GroupRecord.Offset(group.name(), partition, Optional.empty()));
            }
        }
        return new Outcome<>(changes, new DeleteOffsets.Result(failures));
    }

    private Predicate<String> topicsRead(Group group) {
        Optional<ClassicGeneration> generation = group.members().isEmpty() ? classic.current(group) : Optional.empty();
        if (generation.filter(g -> !g.members().isEmpty()).isPresent()) {
            return topicsRead(group.name(), generation.get());
        }
        Set<String> read = new TreeSet<>();
        group.members().values().forEach(member -> read.addAll(topics.wanted(member.wants())));
        return read::contains;
    }

    private static Predicate<String> topicsRead(String group, ClassicGeneration generation) {
        if (!generation.protocolType().equals(Upgrade.CONSUMER)) {
            throw new RequestException(
                    ErrorCode.GROUP_NOT_EMPTY,
                    "group " + group + " has members, and what they read is not known: stop them first");
        }
        Set<String> read = new TreeSet<>();
        for (ClassicMember member : generation.members().values()) {
            try {
                member.protocols()
                        .forEach(p -> read.addAll(
                                ConsumerSubscription.read(p.metadata()).topics()));
            } catch (IllegalArgumentException e) {
                return topic -> true; // what it reads is not known, so it may be anything
            }
        }
        return read::contains;
    }
}
