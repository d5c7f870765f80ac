package io.gokafka.api.request;

/** How the members of a group share its partitions. */
public enum GroupType {
    /** A member that leads assigns, after all have joined ({@link JoinGroup}); also groups that have offsets only. */
    CLASSIC,
    /** The coordinator assigns ({@link GroupHeartbeat}, KIP-848). */
    CONSUMER
}
