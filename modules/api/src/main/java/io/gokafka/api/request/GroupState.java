package io.gokafka.api.request;

/** What a group is doing. */
public enum GroupState {
    /** It has offsets but no members. */
    EMPTY,
    /** Its members are still changing over to a new assignment. */
    RECONCILING,
    /** All members have what they shall have. */
    STABLE
}
