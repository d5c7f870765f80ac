package io.gokafka.broker.partition;

import io.gokafka.api.storage.LogSegment;
import io.gokafka.broker.topic.TopicConfig.Retention;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides what a topic's retention deletes: the oldest segments, whole, as Apache Kafka does. A segment is too old when its newest
 * record is; one whose records have no timestamps never is, and one without records is in nobody's way. Nothing beyond the high watermark goes.
 */
final class RetentionRules {
    private RetentionRules() {}

    /**
     * The offset at which a log starts when what is too old or too much is gone; 0 when nothing is.
     *
     * @param segments the log, oldest first
     * @param hasRecords whether a segment without timestamps has records: compaction may have left it none
     * @param now milliseconds since 1970
     */
    static long start(
            List<LogSegment> segments,
            long highWatermark,
            Retention retention,
            Predicate<LogSegment> hasRecords,
            long now) {
        return Math.max(
                byAge(segments, highWatermark, retention.maxAgeMillis(), hasRecords, now),
                bySize(segments, highWatermark, retention.maxBytes()));
    }

    private static long byAge(
            List<LogSegment> segments, long highWatermark, long maxAge, Predicate<LogSegment> hasRecords, long now) {
        long start = 0;
        if (maxAge == Retention.FOREVER) {
            return start;
        }
        for (LogSegment segment : segments) {
            boolean timeless = segment.maxTimestamp() < 0;
            boolean empty = timeless && (segment.nextOffset() == segment.baseOffset() || !hasRecords.test(segment));
            boolean old = !timeless && now - segment.maxTimestamp() > maxAge;
            if (segment.nextOffset() > highWatermark || !(old || empty)) {
                return start;
            }
            start = empty ? start : segment.nextOffset();
        }
        return start;
    }

    private static long bySize(List<LogSegment> segments, long highWatermark, long maxBytes) {
        long start = 0;
        if (maxBytes == Retention.FOREVER) {
            return start;
        }
        long tooMuch = segments.stream().mapToLong(LogSegment::sizeInBytes).sum() - maxBytes;
        for (LogSegment segment : segments) {
            tooMuch -= segment.sizeInBytes();
            if (tooMuch < 0 || segment.nextOffset() > highWatermark) {
                return start;
            }
            start = segment.nextOffset();
        }
        return start;
    }
}
