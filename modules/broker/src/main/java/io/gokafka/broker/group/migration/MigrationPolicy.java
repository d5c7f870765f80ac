package io.gokafka.broker.group.migration;

/** Whether a group with members may change from one protocol to the other. */
public enum MigrationPolicy {
    /** Both ways. */
    BIDIRECTIONAL,
    /** From the classic protocol to the consumer protocol. */
    UPGRADE,
    /** From the consumer protocol to the classic protocol. */
    DOWNGRADE,
    /** Not at all. */
    DISABLED;

    /** Whether a classic group may become one whose coordinator assigns. */
    public boolean allowsUpgrade() {
        return this == BIDIRECTIONAL || this == UPGRADE;
    }

    /** Whether a group whose coordinator assigns may become a classic one. */
    public boolean allowsDowngrade() {
        return this == BIDIRECTIONAL || this == DOWNGRADE;
    }
}
