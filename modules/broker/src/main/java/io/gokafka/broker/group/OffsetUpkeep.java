package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.broker.group.classic.ClassicGeneration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which offsets, and groups, are kept no longer: functions of the group's state and the topics. Those of a topic that was deleted
 * go, those that nobody has used for the retention go, and a group goes with its last one.
 */
record OffsetUpkeep(Topics topics, GroupSettings settings, CommitChecks checks) {
    /** How long a group without members and offsets is still described as empty: so often Kafka looks for such by default. */
    static final Duration HUSK_KEPT = Duration.ofMinutes(10);

    /** Offsets noted in one decision: they have notes of up to 12 KiB, and what is appended at once stays below 1 MiB. */
    private static final int NOTED_AT_ONCE = 50;

    /** Whether {@link #run} has something to do. */
    boolean isDue(Group group, long now) {
        return isHusk(group, now)
                || !obsolete(group, now).isEmpty()
                || !unnoted(group).isEmpty();
    }

    /** Takes a step; the answer is whether nothing more is left to do. */
    Outcome<Boolean> run(Group group, long now) {
        if (isHusk(group, now)) {
            return new Outcome<>(OffsetDecisions.removalOfEmpty(group), true);
        }
        List<TopicPartition> obsolete = obsolete(group, now);
        if (!obsolete.isEmpty()) {
            Outcome<Boolean> removal = OffsetDecisions.removal(group, obsolete);
            return new Outcome<>(removal.changes(), false);
        }
        List<GroupRecord> unnoted = unnoted(group);
        return new Outcome<>(unnoted, unnoted.isEmpty());
    }

    /** A group of which nothing is left but that there was one; people see it for some time. */
    private boolean isHusk(Group group, long now) {
        return !checks.hasMembers(group)
                && group.offsets().isEmpty()
                && (group.classic().isPresent() || !group.header().equals(GroupHeader.NONE))
                && emptySince(group) + HUSK_KEPT.toMillis() <= now;
    }

    /**
     * The offsets of deleted topics, and those that are kept no longer. A group that never had members was in use when it
     * last committed, another one when the last member left as well (KIP-211).
     */
    private List<TopicPartition> obsolete(Group group, long now) {
        boolean inUse = checks.hasMembers(group);
        long emptySince = emptySince(group);
        long kept = settings.offsetsRetention().toMillis();
        return group.offsets().entrySet().stream()
                .filter(e -> topics.isGone(e.getValue())
                        || (!inUse && Math.max(e.getValue().offset().commitTime(), emptySince) + kept <= now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What was stored before topics were noted is of the topic that has the name now; from now on that is known. */
    private List<GroupRecord> unnoted(Group group) {
        return group.offsets().entrySet().stream()
                .filter(e -> e.getValue().topic().isEmpty())
                .flatMap(e -> topics
                        .mark(e.getKey().topic())
                        .map(topic -> new StoredOffset(e.getValue().offset(), Optional.of(topic)))
                        .<GroupRecord>map(noted -> new GroupRecord.Offset(group.name(), e.getKey(), Optional.of(noted)))
                        .stream())
                .limit(NOTED_AT_ONCE)
                .toList();
    }

    private static long emptySince(Group group) {
        return Math.max(
                group.header().emptySince(),
                group.classic().map(ClassicGeneration::emptySince).orElse(0L));
    }
}
