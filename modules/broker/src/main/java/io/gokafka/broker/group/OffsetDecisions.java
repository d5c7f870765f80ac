package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.RequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a group has read: functions of the group's state and the request. A refusal is a {@link RequestException}.
 */
record OffsetDecisions(TopicView topics, GroupSettings settings) {
    /** Offsets removed in one decision: what is appended at once stays below 1 MiB with the longest names. */
    static final int CHUNK = 1_000;

    Outcome<CommitOffsets.Result> commit(Group group, CommitOffsets request, long now) {
        request.member()
                .ifPresentOrElse(
                        member -> checkMember(group, member, request.offsets().keySet()), () -> checkNoMembers(group));
        request.offsets().keySet().forEach(this::checkExists);
        List<GroupRecord> changes = new ArrayList<>();
        request.offsets()
                .forEach((partition, offset) -> changes.add(new GroupRecord.Offset(
                        group.name(),
                        partition,
                        Optional.of(new CommittedOffset(offset.offset(), offset.metadata(), now)))));
        return new Outcome<>(changes, new CommitOffsets.Result());
    }

    static FetchOffsets.Result fetch(Group group, FetchOffsets request) {
        if (request.partitions().isEmpty()) {
            return new FetchOffsets.Result(group.offsets());
        }
        Map<TopicPartition, CommittedOffset> found = new HashMap<>();
        for (TopicPartition partition : request.partitions().get()) {
            CommittedOffset offset = group.offsets().get(partition);
            if (offset != null) {
                found.put(partition, offset);
            }
        }
        return new FetchOffsets.Result(found);
    }

    /** Removes a part of a group; the answer is whether it was the last. */
    static Outcome<Boolean> delete(Group group) {
        if (group.isVoid()) {
            throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is no group " + group.name());
        }
        checkNoMembers(group);
        return removal(group, List.copyOf(group.offsets().keySet()));
    }

    /** Removes some offsets, but not those that members go on from. */
    static Outcome<DeleteOffsets.Result> deleteOffsets(Group group, DeleteOffsets request) {
        if (group.isVoid()) {
            throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is no group " + group.name());
        }
        Map<TopicPartition, Failure> failures = new HashMap<>();
        List<GroupRecord> changes = new ArrayList<>();
        for (TopicPartition partition : request.partitions()) {
            if (group.members().values().stream().anyMatch(m -> m.topics().contains(partition.topic()))) {
                failures.put(
                        partition,
                        Failure.of(
                                ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC,
                                "group " + group.name() + " has members that read " + partition.topic()));
            } else if (group.offsets().containsKey(partition)) {
                changes.add(new GroupRecord.Offset(group.name(), partition, Optional.empty()));
            }
        }
        return new Outcome<>(changes, new DeleteOffsets.Result(failures));
    }

    /** Removes offsets that are kept no longer; the answer is whether nothing more is left to do. */
    Outcome<Boolean> expire(Group group, long now) {
        List<TopicPartition> expired = expired(group, now);
        return expired.isEmpty() ? Outcome.unchanged(true) : removal(group, expired);
    }

    /**
     * The offsets that are kept no longer. A group that never had members was in use when it last committed, another
     * one when the last member left as well (KIP-211).
     */
    List<TopicPartition> expired(Group group, long now) {
        if (!group.members().isEmpty()) {
            return List.of();
        }
        long emptySince = group.header().emptySince();
        long kept = settings.offsetsRetention().toMillis();
        return group.offsets().entrySet().stream()
                .filter(e -> Math.max(e.getValue().commitTime(), emptySince) + kept <= now)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Outcome<Boolean> removal(Group group, List<TopicPartition> partitions) {
        List<GroupRecord> changes = new ArrayList<>();
        partitions.stream()
                .limit(CHUNK)
                .forEach(p -> changes.add(new GroupRecord.Offset(group.name(), p, Optional.empty())));
        boolean nothingLeft = changes.size() == group.offsets().size();
        if (nothingLeft && !group.header().equals(GroupHeader.NONE)) {
            changes.add(new GroupRecord.Header(group.name(), Optional.empty()));
        }
        return new Outcome<>(changes, partitions.size() <= CHUNK);
    }

    /**
     * An older epoch of the member's will do for partitions that it still holds: the epoch moves on with heartbeats,
     * while a commit is on its way (as KIP-1251).
     */
    private static void checkMember(Group group, CommitOffsets.Member by, Collection<TopicPartition> partitions) {
        Member member = group.member(by.id()).orElseThrow(() -> MembershipDecisions.unknown(group, by.id()));
        boolean late = by.epoch() > 0
                && by.epoch() < member.epoch()
                && partitions.stream().allMatch(member::holds);
        if (by.epoch() != member.epoch() && !late) {
            throw MembershipDecisions.fenced(group, by.id(), by.epoch(), member.epoch());
        }
    }

    private static void checkNoMembers(Group group) {
        if (!group.members().isEmpty()) {
            throw new RequestException(
                    ErrorCode.GROUP_NOT_EMPTY,
                    "group " + group.name() + " has " + group.members().size() + " members: stop them first");
        }
    }

    private void checkExists(TopicPartition partition) {
        OptionalInt count = topics.partitionCount(partition.topic());
        if (count.isEmpty()) {
            throw new RequestException(ErrorCode.UNKNOWN_TOPIC, "there is no topic " + partition.topic());
        }
        if (partition.partition() >= count.getAsInt()) {
            throw new RequestException(
                    ErrorCode.UNKNOWN_PARTITION,
                    "topic " + partition.topic() + " has " + count.getAsInt() + " partitions, not " + partition);
        }
    }
}
