package io.gokafka.broker.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.storage.LogSegment;
import io.gokafka.broker.topic.TopicConfig.Retention;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetentionRulesTest {
    private static final long NOW = 1_000_000;
    private static final long FOREVER = Retention.FOREVER;

    /** Segments of ten offsets and a hundred bytes each, with their newest timestamps. */
    private static List<LogSegment> segments(long... maxTimestamps) {
        List<LogSegment> segments = new ArrayList<>();
        for (int i = 0; i < maxTimestamps.length; i++) {
            boolean active = i == maxTimestamps.length - 1;
            segments.add(new LogSegment(1 + 10L * i, 10L * i, 10L * i + 10, 100, maxTimestamps[i], active));
        }
        return segments;
    }

    private static long byAge(long maxAge, long highWatermark, long... maxTimestamps) {
        return RetentionRules.start(
                segments(maxTimestamps), highWatermark, new Retention(maxAge, FOREVER), s -> true, NOW);
    }

    private static long bySize(long maxBytes, long highWatermark) {
        return RetentionRules.start(segments(5, 5, 5), highWatermark, new Retention(FOREVER, maxBytes), s -> true, NOW);
    }

    @Test
    void segmentsWhoseNewestRecordIsTooOldGo() {
        assertEquals(20, byAge(1000, 30, NOW - 1002, NOW - 1001, NOW - 1000));
        assertEquals(0, byAge(1000, 30, NOW - 1000, NOW - 2000, NOW - 2000), "oldest first, and no gaps");
    }

    @Test
    void anActiveSegmentGoesTooWhenAllOfItIsTooOld() {
        assertEquals(20, byAge(1000, 20, NOW - 2000, NOW - 2000));
    }

    @Test
    void nothingBeyondTheHighWatermarkGoes() {
        assertEquals(10, byAge(1000, 19, NOW - 2000, NOW - 2000));
        assertEquals(10, bySize(0, 19));
    }

    @Test
    void recordsWithoutTimestampsAreNeverTooOld() {
        assertEquals(0, byAge(1000, 20, -1, NOW - 2000));
    }

    @Test
    void aSegmentWithoutRecordsIsInNobodysWay() {
        List<LogSegment> segments = List.of(
                new LogSegment(1, 0, 0, 100, -1, false),
                new LogSegment(5, 0, 10, 100, NOW - 2000, false),
                new LogSegment(9, 10, 10, 100, -1, true));
        assertEquals(10, RetentionRules.start(segments, 10, new Retention(1000, FOREVER), s -> true, NOW));
    }

    @Test
    void aSegmentOfWhichCompactionHasLeftNothingIsInNobodysWay() {
        List<LogSegment> segments = segments(-1, NOW - 2000, NOW);
        assertEquals(20, RetentionRules.start(segments, 30, new Retention(1000, FOREVER), s -> false, NOW));
    }

    @Test
    void theOldestSegmentsGoWhileTheOthersHaveEnough() {
        assertEquals(0, bySize(201, 30));
        assertEquals(10, bySize(200, 30));
        assertEquals(20, bySize(100, 30));
        assertEquals(20, bySize(99, 30));
        assertEquals(30, bySize(0, 30));
    }

    @Test
    void withoutLimitsEverythingStays() {
        assertEquals(0, RetentionRules.start(segments(1, 2), 20, new Retention(FOREVER, FOREVER), s -> true, NOW));
    }

    @Test
    void theStricterOfTwoLimitsCounts() {
        List<LogSegment> segments = segments(NOW - 2000, NOW, NOW);
        assertEquals(20, RetentionRules.start(segments, 30, new Retention(1000, 100), s -> true, NOW));
        assertEquals(10, RetentionRules.start(segments, 30, new Retention(1000, 1000), s -> true, NOW));
    }
}
