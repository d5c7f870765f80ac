package io.gokafka.api.storage.support;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import java.time.Clock;

/**
 * When a piece (a {@link io.gokafka.api.storage.LogSegment}) of a log is full or old. Its age is the distance between timestamps of batches, as in Kafka, so that a replica
 * that catches up, or was restarted, has the pieces that it would have had; only a batch whose timestamp cannot be true takes
 * the time of the append.
 *
 * <p>Safe for use by several threads.
 */
public final class RollRule {
    /** The first time of a piece without entries that have offsets. */
    public static final long NOT_YET = Long.MIN_VALUE;

    private final Clock clock;
    private volatile LogConfig config;

    /** For one log. */
    public RollRule(LogConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Goes by other limits from now on. */
    public void reconfigure(LogConfig to) {
        config = to;
    }

    /**
     * Whether a batch must not be added to a piece that has others.
     *
     * @param size bytes of the piece
     * @param firstTime its {@link #firstTime}
     */
    public boolean isDue(long size, long firstTime, RecordBatch next) {
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
    public long firstTime(long known, boolean takesOffsets, long timestamp) {
        return known != NOT_YET || !takesOffsets ? known : timeOf(timestamp);
    }

    /** When a piece began, once a batch was added. */
    public long firstTime(long known, RecordBatch added) {
        return firstTime(known, added.takesOffsets(), added.maxTimestamp());
    }

    /** A timestamp, or the present time when it is missing or in the future. */
    private long timeOf(long timestamp) {
        long now = clock.millis();
        return timestamp >= 0 && timestamp <= now ? timestamp : now;
    }
}
