package io.gokafka.api.request;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Joins a group, stays in it, leaves it. The coordinator assigns partitions; a member that must give some up says so once it has,
 * and only then another member receives them (the model of KIP-848). For the group's coordinator.
 *
 * @param group the group
 * @param memberId chosen by the member, unique, the same as long as it lives
 * @param memberEpoch 0 to join, -1 to leave, -2 to leave for a moment, else what the last answer said
 * @param rebalanceTimeout how long the member may take to give up partitions; read when joining
 * @param topics the topics it wants, complete; required when joining unless there is a pattern, empty when unchanged
 * @param owned the partitions it has now, complete; required when joining, empty when unchanged
 * @param extras what most members do without
 */
public record GroupHeartbeat(
        String group,
        String memberId,
        int memberEpoch,
        Duration rebalanceTimeout,
        Optional<List<String>> topics,
        Optional<List<TopicPartition>> owned,
        Extras extras)
        implements Request<GroupHeartbeat.Result> {
    /** Epoch of a member that joins. */
    public static final int JOIN = 0;

    /** Epoch of a member that leaves. */
    public static final int LEAVE = -1;

    /** Epoch of a static member that leaves and will be back before its session ends: nothing is assigned anew until then. */
    public static final int LEAVE_FOR_A_MOMENT = -2;

    /** A member without extras. */
    public GroupHeartbeat(
            String group,
            String memberId,
            int memberEpoch,
            Duration rebalanceTimeout,
            Optional<List<String>> topics,
            Optional<List<TopicPartition>> owned) {
        this(group, memberId, memberEpoch, rebalanceTimeout, topics, owned, Extras.NONE);
    }

    /**
     * What most members do without; each is empty when there is none or when it has not changed.
     *
     * @param instanceId the name of a static member (KIP-345)
     * @param rack where it is
     * @param topicPattern a regular expression in the syntax of RE2/J (that of {@link java.util.regex} without look-around and
     *     back references) that the whole name of a wanted topic matches; empty text: none any more
     * @param assignor who shall assign: {@code uniform} or {@code range}
     */
    public record Extras(
            Optional<String> instanceId,
            Optional<String> rack,
            Optional<String> topicPattern,
            Optional<String> assignor) {
        /** None of all that. */
        public static final Extras NONE =
                new Extras(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What the member has to do.
     *
     * @param memberEpoch its epoch from now on
     * @param heartbeatInterval when to send the next one at the latest
     * @param assignment the partitions that it may have now, complete; empty when unchanged
     */
    public record Result(int memberEpoch, Duration heartbeatInterval, Optional<List<TopicPartition>> assignment)
            implements Response {}
}
