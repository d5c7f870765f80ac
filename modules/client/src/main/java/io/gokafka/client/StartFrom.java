package io.gokafka.client;

/** Where a consumer begins in a partition for which its group has no committed offset, or one that is not there any more. */
public enum StartFrom {
    /** At the first record that there is. */
    EARLIEST,
    /** After the last record: only new ones are read. */
    LATEST
}
