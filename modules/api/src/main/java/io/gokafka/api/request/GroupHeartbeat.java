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
 * @param memberEpoch 0 to join, -1 to leave, else what the last answer said
 * @param rebalanceTimeout how long the member may take to give up partitions; read when joining
 * @param topics the topics it wants, complete; required when joining, empty when unchanged
 * @param owned the partitions it has now, complete; required when joining, empty when unchanged
 */
public record GroupHeartbeat(
        String group,
        String memberId,
        int memberEpoch,
        Duration rebalanceTimeout,
        Optional<List<String>> topics,
        Optional<List<TopicPartition>> owned)
        implements Request<GroupHeartbeat.Result> {
    /** Epoch of a member that joins. */
    public static final int JOIN = 0;

    /** Epoch of a member that leaves. */
    public static final int LEAVE = -1;

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
