package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.RequestException;
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

    Outcome<CommitOffsets.Result> commit(Group group, CommitOffsets request, long now) {
        checks.checkCommit(group, request.member(), request.offsets().keySet());
        checkRoom(group, request.offsets().keySet());
        List<GroupRecord> changes = new ArrayList<>();
        request.offsets().forEach((partition, offset) -> {
            CommittedOffset committed = new CommittedOffset(offset.offset(), offset.metadata(), now, offset.term());
            changes.add(new GroupRecord.Offset(
                    group.name(),
                    partition,
                    Optional.of(new StoredOffset(committed, Optional.of(topicOf(group, partition))))));
        });
        return new Outcome<>(changes, new CommitOffsets.Result());
    }

    /** Offsets of a topic that was deleted are none, whether they are removed yet or not. */
    FetchOffsets.Result fetch(Group group, FetchOffsets request) {
        CommitChecks.checkFetch(group, request.member());
        Map<TopicPartition, CommittedOffset> found = new HashMap<>();
        for (TopicPartition partition :
                request.partitions().orElseGet(() -> List.copyOf(group.offsets().keySet()))) {
            StoredOffset stored = group.offsets().get(partition);
            if (stored != null && !topics.isGone(stored)) {
                found.put(partition, stored.offset());
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

    /** Removes some offsets, and the group if nothing else is left of it; the answer is whether these were all. */
    static Outcome<Boolean> removal(Group group, List<TopicPartition> partitions) {
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
    static List<GroupRecord> removalOfEmpty(Group group) {
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

    /**
     * The topic that is meant by a name. When the last commit came from a broker that knew more of the metadata, the
     * topic that it noted is the newer one: this broker has yet to hear of it.
     */
    private TopicMark topicOf(Group group, TopicPartition partition) {
        TopicMark known = present(partition);
        return Optional.ofNullable(group.offsets().get(partition))
                .flatMap(StoredOffset::topic)
                .filter(noted -> noted.index() > known.index())
                .orElse(known);
    }

    private TopicMark present(TopicPartition partition) {
        OptionalInt count = topics.partitionCount(partition.topic());
        Optional<TopicMark> topic = topics.mark(partition.topic());
        if (count.isEmpty() || topic.isEmpty()) {
            throw new RequestException(ErrorCode.UNKNOWN_TOPIC, "there is no topic " + partition.topic());
        }
        if (partition.partition() >= count.getAsInt()) {
            throw new RequestException(
                    ErrorCode.UNKNOWN_PARTITION,
                    "topic " + partition.topic() + " has " + count.getAsInt() + " partitions, not " + partition);
        }
        return topic.get();
    }
}
