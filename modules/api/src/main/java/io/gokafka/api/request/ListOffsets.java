package io.gokafka.api.request;

/**
 * Finds an offset of a partition. For its leader.
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param query which offset
 */
public record ListOffsets(String topic, int partition, Query query) implements Request<ListOffsets.Result> {
    /** Which offset. */
    public sealed interface Query {
        /** The first that there is. */
        record Earliest() implements Query {}

        /** The one after the last committed record. */
        record Latest() implements Query {}

        /**
         * That of the first record of a time or later; the latest when there is none.
         *
         * @param timestamp milliseconds since 1970
         */
        record AtTime(long timestamp) implements Query {}
    }

    /**
     * The offset.
     *
     * @param offset the offset
     * @param timestamp that record's timestamp, milliseconds since 1970; -1 when it was not looked at or there is no record
     */
    public record Result(long offset, long timestamp) implements Response {}
}
