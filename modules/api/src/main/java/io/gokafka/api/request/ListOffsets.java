package io.gokafka.api.request;

/**
 * Finds an offset of a partition. For its leader.
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param query which offset
 * @param term the term of the leader that the client knows of, as in {@link Fetch.Partition}; or {@link Fetch#ANY_TERM}
 */
public record ListOffsets(String topic, int partition, Query query, long term) implements Request<ListOffsets.Result> {
    /** A client that does not look at terms. */
    public ListOffsets(String topic, int partition, Query query) {
        this(topic, partition, query, Fetch.ANY_TERM);
    }

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

        /** That of the record with the highest timestamp, the first of several (KIP-734); the latest when there is no record. */
        record MaxTimestamp() implements Query {}
    }

    /**
     * The offset.
     *
     * @param offset the offset
     * @param timestamp that record's timestamp, milliseconds since 1970; -1 when it was not looked at or there is no record
     * @param term the term in which the record at the offset was appended; -1 when there is none
     * @param exact whether it is that record; if not, it is one of the same batch, which the broker cannot look into
     */
    public record Result(long offset, long timestamp, long term, boolean exact) implements Response {
        /** The very offset. */
        public Result(long offset, long timestamp, long term) {
            this(offset, timestamp, term, true);
        }

        /** An offset whose term was not looked at. */
        public Result(long offset, long timestamp) {
            this(offset, timestamp, -1);
        }
    }
}
