package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.ListOffsets.Query;

/** What a timestamp in a ListOffsets request means. */
enum OffsetQuestion {
    /** The first offset; also of local storage, which is all there is. */
    EARLIEST,
    /** The one after the last record that may be read. */
    LATEST,
    /** That of the record with the highest timestamp. */
    MAX_TIMESTAMP,
    /** That of the first record of a time or later. */
    AT_TIME,
    /** One of tiered storage, which there is none of: asked to see whether this broker may answer, but there is no offset. */
    TIERED,
    /** Not in this version of the API. */
    UNSUPPORTED;

    static OffsetQuestion of(long timestamp, short version) {
        if (timestamp >= 0) {
            return AT_TIME;
        }
        if (timestamp < -6 || version < since((int) timestamp)) {
            return UNSUPPORTED;
        }
        return switch ((int) timestamp) {
            case -1 -> LATEST;
            case -2, -4 -> EARLIEST;
            case -3 -> MAX_TIMESTAMP;
            default -> TIERED;
        };
    }

    private static int since(int timestamp) {
        return switch (timestamp) {
            case -3 -> 7;
            case -4 -> 8;
            case -5 -> 9;
            case -6 -> 11;
            default -> 1;
        };
    }

    Query query(long timestamp) {
        return switch (this) {
            case EARLIEST -> new Query.Earliest();
            case LATEST, TIERED, UNSUPPORTED -> new Query.Latest();
            case MAX_TIMESTAMP -> new Query.MaxTimestamp();
            case AT_TIME -> new Query.AtTime(timestamp);
        };
    }

    /** Whether there is a record as asked for: the broker names the end of the log when there is none, Kafka nothing. */
    boolean hasAnswer(ListOffsets.Result result) {
        return switch (this) {
            case EARLIEST, LATEST -> true;
            case MAX_TIMESTAMP, AT_TIME -> result.timestamp() >= 0;
            case TIERED, UNSUPPORTED -> false;
        };
    }
}
