package io.gokafka.api.request;

/** What a group is doing. */
public enum GroupState {
    /** It has offsets but no members. */
    EMPTY,
    /** Its members are still changing over to a new assignment. */
    RECONCILING,
    /** All members have what they shall have. */
    STABLE,
    /** A classic group waits for its members to join again. */
    PREPARING_REBALANCE,
    /** A classic group waits for the assignment that its leading member makes. */
    COMPLETING_REBALANCE
}
