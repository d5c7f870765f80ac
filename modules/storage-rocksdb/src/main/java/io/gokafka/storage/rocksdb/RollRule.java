package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import java.time.Clock;

/**
 * When a piece of a log is full or old. Its age is the distance between timestamps of batches, as in Kafka, so that a replica
 * that catches up, or was restarted, has the pieces that it would have had; only a batch whose timestamp cannot be true takes
 * the time of the append.
 *
 * <p>Safe for use by several threads.
 */
final class RollRule {
    /** The first time of a piece without entries that have offsets. */
    static final long NOT_YET = -1;

    private final Clock clock;
    private volatile LogConfig config;

    RollRule(LogConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    void reconfigure(LogConfig to) {
        config = to;
    }

    /**
     * Whether a batch must not be added to a piece that has others.
     *
     * @param size bytes of the piece
     * @param firstTime its {@link #firstTime}
     */
    boolean isDue(long size, long firstTime, RecordBatch next) {
        LogConfig now = config;
        return size + next.sizeInBytes() > now.segmentBytes()
                || (firstTime != NOT_YET
                        && next.takesOffsets()
                        && timeOf(next.maxTimestamp()) - firstTime
                                > now.segmentAge().toMillis());
    }

    /**
     * When a piece began, once a batch was added: entries without offsets do not count.
     *
     * @param known what it was before
     * @param timestamp the batch's highest
     */
    long firstTime(long known, boolean takesOffsets, long timestamp) {
        return known != NOT_YET || !takesOffsets ? known : timeOf(timestamp);
    }

    /** A timestamp, or the present time when it is missing or in the future. */
    private long timeOf(long timestamp) {
        long now = clock.millis();
        return timestamp >= 0 && timestamp <= now ? timestamp : now;
    }
}
