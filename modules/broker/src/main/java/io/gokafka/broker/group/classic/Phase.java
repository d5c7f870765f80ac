package io.gokafka.broker.group.classic;

import io.gokafka.api.request.GroupState;
import java.time.Duration;

/** Where a classic group is in its round of joining and assigning. Moments are those of {@link Times#in}. */
sealed interface Phase {
    /** Nobody belongs to it. */
    record Empty() implements Phase {}

    /**
     * It had no members, and waits for more of them than the first.
     *
     * @param until when it goes on, unless more have come
     * @param delay how long this wait is
     * @param left how much longer it may wait at most, after this wait
     * @param moreCame whether somebody has come since the wait began
     */
    record Gathering(long until, Duration delay, Duration left, boolean moreCame) implements Phase {}

    /**
     * Its members have to join again.
     *
     * @param until how long those that do not are waited for
     */
    record Preparing(long until) implements Phase {}

    /**
     * A generation has begun, and its leader assigns.
     *
     * @param syncBy when all members must have asked for their assignment
     */
    record Completing(long syncBy) implements Phase {}

    /**
     * All is assigned.
     *
     * @param syncBy when all members must have asked for their assignment
     */
    record Stable(long syncBy) implements Phase {}

    /** For people, and for clients. */
    default GroupState state() {
        return switch (this) {
            case Empty e -> GroupState.EMPTY;
            case Gathering g -> GroupState.PREPARING_REBALANCE;
            case Preparing p -> GroupState.PREPARING_REBALANCE;
            case Completing c -> GroupState.COMPLETING_REBALANCE;
            case Stable s -> GroupState.STABLE;
        };
    }

    /** Whether members join, and the next generation has not begun. */
    default boolean isJoining() {
        return this instanceof Gathering || this instanceof Preparing;
    }
}
