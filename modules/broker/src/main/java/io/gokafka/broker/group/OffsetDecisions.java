package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.group.classic.ClassicGeneration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How far a group has read: functions of the group's state and the request. A refusal is a {@link RequestException}.
 */
record OffsetDecisions(Topics topics, GroupSettings settings, CommitChecks checks) {
    /** Offsets removed in one decision: what is appended at once stays below 1 MiB with the longest names. */
    static final int CHUNK = 1_000;

    /** How long a group without members and offsets is still described as empty: so often Kafka looks for such by default. */
    static final Duration HUSK_KEPT = Duration.ofMinutes(10);

    Outcome<CommitOffsets.Result> commit(Group group, CommitOffsets request, long now) {
        checks.checkCommit(group, request.member(), request.offsets().keySet());
        request.offsets().keySet().forEach(this::checkExists);
        checkRoom(group, request.offsets().keySet());
        List<GroupRecord> changes = new ArrayList<>();
        request.offsets()
                .forEach((partition, offset) -> changes.add(new GroupRecord.Offset(
                        group.name(),
                        partition,
                        Optional.of(new CommittedOffset(offset.offset(), offset.metadata(), now, offset.term())))));
        return new Outcome<>(changes, new CommitOffsets.Result());
    }

    static FetchOffsets.Result fetch(Group group, FetchOffsets request) {
        CommitChecks.checkFetch(group, request.member());
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
    Outcome<Boolean> delete(Group group) {
        if (group.isVoid()) {
            throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is no group " + group.name());
        }
        checks.checkNoMembers(group);
        return removal(group, List.copyOf(group.offsets().keySet()));
    }

    /** Whether {@link #expire} has something to do. */
    boolean isExpiring(Group group, long now) {
        return isHusk(group, now) || !expired(group, now).isEmpty();
    }

    /** Removes offsets that are kept no longer; the answer is whether nothing more is left to do. */
    Outcome<Boolean> expire(Group group, long now) {
        if (isHusk(group, now)) {
            return new Outcome<>(removalOfEmpty(group), true);
        }
        List<TopicPartition> expired = expired(group, now);
        return expired.isEmpty() ? Outcome.unchanged(true) : removal(group, expired);
    }

    /** A group of which nothing is left but that there was one; people see it for some time. */
    private boolean isHusk(Group group, long now) {
        return !checks.hasMembers(group)
                && group.offsets().isEmpty()
                && (group.classic().isPresent() || !group.header().equals(GroupHeader.NONE))
                && emptySince(group) + HUSK_KEPT.toMillis() <= now;
    }

    /** Whether {@link #forget} has something to do. */
    boolean hasOffsetsOf(Group group, Set<String> gone) {
        return group.offsets().keySet().stream().anyMatch(p -> gone.contains(p.topic()));
    }

    /** Removes the offsets of topics that are gone; the answer is whether nothing more is left to do. */
    Outcome<Boolean> forget(Group group, Set<String> gone) {
        List<TopicPartition> offsets = group.offsets().keySet().stream()
                .filter(p -> gone.contains(p.topic())
                        && topics.partitionCount(p.topic()).isEmpty())
                .toList();
        return offsets.isEmpty() ? Outcome.unchanged(true) : removal(group, offsets);
    }

    /**
     * The offsets that are kept no longer. A group that never had members was in use when it last committed, another
     * one when the last member left as well (KIP-211).
     */
    List<TopicPartition> expired(Group group, long now) {
        if (checks.hasMembers(group)) {
            return List.of();
        }
        long emptySince = emptySince(group);
        long kept = settings.offsetsRetention().toMillis();
        return group.offsets().entrySet().stream()
                .filter(e -> Math.max(e.getValue().commitTime(), emptySince) + kept <= now)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long emptySince(Group group) {
        return Math.max(
                group.header().emptySince(),
                group.classic().map(ClassicGeneration::emptySince).orElse(0L));
    }

    private static Outcome<Boolean> removal(Group group, List<TopicPartition> partitions) {
        List<GroupRecord> changes = new ArrayList<>();
        partitions.stream()
                .limit(CHUNK)
                .forEach(p -> changes.add(new GroupRecord.Offset(group.name(), p, Optional.empty())));
        if (changes.size() == group.offsets().size()) {
            changes.addAll(removalOfEmpty(group));
        }
        return new Outcome<>(changes, partitions.size() <= CHUNK);
    }

    /** A group without members and offsets is none. */
    private static List<GroupRecord> removalOfEmpty(Group group) {
        List<GroupRecord> changes = new ArrayList<>();
        if (group.members().isEmpty() && !group.header().equals(GroupHeader.NONE)) {
            changes.add(new GroupRecord.Header(group.name(), Optional.empty()));
        }
        if (group.classic().filter(g -> g.members().isEmpty()).isPresent()) {
            changes.add(new GroupRecord.Classic(group.name(), Optional.empty()));
        }
        return changes;
    }

    private void checkRoom(Group group, Set<TopicPartition> partitions) {
        int most = settings.bounds().offsets();
        long more =
                partitions.stream().filter(p -> !group.offsets().containsKey(p)).count();
        if (more > 0 && group.offsets().size() + more > most) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "group " + group.name() + " would have offsets of "
                            + (group.offsets().size() + more) + " partitions: at most " + most
                            + " are allowed (group-max-offsets)");
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
