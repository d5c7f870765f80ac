package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;

/** States and types of groups, as Kafka spells them. */
final class GroupNames {
    /** A group that is not there, as versions call it that have no error for that. */
    static final String DEAD = "Dead";

    private GroupNames() {}

    static String of(GroupState state) {
        return switch (state) {
            case EMPTY -> "Empty";
            case RECONCILING -> "Reconciling";
            case STABLE -> "Stable";
            case PREPARING_REBALANCE -> "PreparingRebalance";
            case COMPLETING_REBALANCE -> "CompletingRebalance";
        };
    }

    static String of(GroupType type) {
        return switch (type) {
            case CLASSIC -> "classic";
            case CONSUMER -> "consumer";
        };
    }
}
