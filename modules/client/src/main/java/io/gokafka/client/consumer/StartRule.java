package io.gokafka.client.consumer;

/** How to find the offset at which to go on reading a partition. */
sealed interface StartRule {
    /** At the group's committed offset; without one as the configuration says. */
    record Committed() implements StartRule {}

    /** At the first record. */
    record Earliest() implements StartRule {}

    /** After the last record. */
    record Latest() implements StartRule {}

    /**
     * At an offset that a broker says is out of range, if it is in range after all; a broker that has just become leader may not
     * have known. Else, where the application sought it, that is an error, and otherwise the configuration says where.
     */
    record Recheck(long offset, boolean isSought) implements StartRule {}
}
