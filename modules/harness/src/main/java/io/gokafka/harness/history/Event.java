package io.gokafka.harness.history;

import io.gokafka.api.TopicPartition;

/**
 * One thing that a client did or was told. Times are nanoseconds since the run began, of the harness's monotonic clock, taken
 * before an operation begins and after it ended: operations whose times do not overlap are ordered.
 */
public sealed interface Event {
    /** When it happened. */
    long at();

    /** The client, for people: unique in a run. */
    String client();

    /** How a producer sends; decides what it may expect. */
    enum Mode {
        /** {@code acks=all}, idempotent: acknowledged is durable, none twice, in the order of sending. */
        IDEMPOTENT,
        /** {@code acks=all}, not idempotent, one request at a time: durable; may be there twice. */
        ALL,
        /** {@code acks=leader}: acknowledged may be lost with the leader. */
        LEADER,
        /** {@code acks=none}: anything may be lost. */
        NONE
    }

    /**
     * A value was handed to a producer.
     *
     * @param value unique in the run
     * @param sequence 0, 1, 2 ... of this client in this partition, in the order of sending
     */
    record Sent(long at, String client, TopicPartition partition, Value value, long sequence, Mode mode)
            implements Event {}

    /** The producer was told that a value is in the log; the offset is -1 when it was not told where. */
    record Acknowledged(long at, String client, TopicPartition partition, Value value, long offset) implements Event {}

    /**
     * The producer was told that a value could not be sent.
     *
     * @param known whether it is certain that it was not written; else the outcome is unknown
     */
    record Failed(long at, String client, TopicPartition partition, Value value, boolean known, String reason)
            implements Event {}

    /**
     * A reader begins at an offset: what it reads next is the first record there or after it. A reader that is moved, or a
     * group's member that is given a partition, says so before it reads on.
     */
    record Positioned(long at, String client, TopicPartition partition, long offset) implements Event {}

    /** A reader was shown a value at an offset. */
    record Read(long at, String client, TopicPartition partition, long offset, Value value) implements Event {}

    /** A group's member is about to commit an offset. */
    record Committing(long at, String client, String group, TopicPartition partition, long offset) implements Event {}

    /** The commit was acknowledged. {@code begun} is the time of its {@link Committing}. */
    record Committed(long at, String client, String group, TopicPartition partition, long offset, long begun)
            implements Event {}

    /** The commit was refused, or its outcome is unknown. */
    record CommitFailed(
            long at, String client, String group, TopicPartition partition, long offset, boolean known, String reason)
            implements Event {}

    /** Somebody asked for the committed offset of a group at {@code begun} and was told; -1 when there is none. */
    record CommittedRead(long at, String client, String group, TopicPartition partition, long offset, long begun)
            implements Event {}

    /**
     * A group's member was given a partition, and asked at {@code begun} or later where to go on: at the group's committed offset or,
     * where there is none, at the first one.
     */
    record Resumed(long at, String client, String group, TopicPartition partition, long offset, long begun)
            implements Event {}

    /** A topic is about to be deleted: from here on what it had may be gone. */
    record Deleting(long at, String client, String topic) implements Event {}

    /** A fault began or ended; for people who read a window of the history. */
    record Fault(long at, String client, String what) implements Event {}
}
