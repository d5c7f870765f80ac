package io.gokafka.storage.file;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import java.time.Clock;

/**
 * When a segment is full or old. Its age is the distance between timestamps of batches, as in Kafka, so that a replica that
 * catches up, or was restarted, has the segments that it would have had; only a batch whose timestamp cannot be true takes
 * the time of the append.
 *
 * <p>Safe for use by several threads.
 */
final class RollRule {
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
     * Whether a batch must not be added to a segment that has others.
     *
     * @param size bytes of the segment
     * @param firstTime its {@link #firstTime}
     */
    boolean isDue(long size, long firstTime, RecordBatch next) {
        LogConfig now = config;
        return size + next.sizeInBytes() > now.segmentBytes()
                || (firstTime != SegmentInfo.NO_TIMESTAMP
                        && next.takesOffsets()
                        && timeOf(next.maxTimestamp(), clock) - firstTime
                                > now.segmentAge().toMillis());
    }

    /** When a segment began, once a batch was added: entries without offsets do not count. */
    long firstTime(long known, RecordBatch added) {
        return known != SegmentInfo.NO_TIMESTAMP || !added.takesOffsets() ? known : timeOf(added.maxTimestamp(), clock);
    }

    /** A timestamp, or the present time when it is missing or in the future. */
    static long timeOf(long timestamp, Clock clock) {
        long now = clock.millis();
        return timestamp >= 0 && timestamp <= now ? timestamp : now;
    }
}
