package io.gokafka.broker.compaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.broker.topic.TopicConfig.Compaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CompactionPolicyTest {
    private static final long NOW = 1_000_000;
    private static final Duration PRODUCERS = Duration.ofSeconds(1);

    private long start;
    private long highWatermark = Long.MAX_VALUE;
    private long heldByAll = Long.MAX_VALUE;
    private long oldestDirty = -1;
    private double ratio = 0.5;
    private long minLag;
    private long maxLag = Long.MAX_VALUE;
    private long tombstones = 1000;
    private CompactionHistory history = CompactionHistory.NONE;

    /** Segments of ten offsets and a hundred bytes each, with their newest timestamps; the last is active. */
    private Optional<CompactionMark> next(long... maxTimestamps) {
        List<LogSegment> segments = new ArrayList<>();
        for (int i = 0; i < maxTimestamps.length; i++) {
            boolean active = i == maxTimestamps.length - 1;
            segments.add(new LogSegment(1 + 10L * i, 10L * i, 10L * i + 10, 100, maxTimestamps[i], active));
        }
        return CompactionPolicy.next(
                new CompactionPolicy.View(segments, start, highWatermark, heldByAll, oldestDirty),
                history,
                new Compaction(ratio, minLag, maxLag, tombstones),
                PRODUCERS,
                NOW);
    }

    private long upTo(long... maxTimestamps) {
        return next(maxTimestamps).map(CompactionMark::upTo).orElse(0L);
    }

    private void marked(long upTo, long time) {
        history = history.after(new CompactionMark(upTo, 0, 0, time));
    }

    @Test
    void sealedSegmentsAreCompactedAndTheActiveOneIsNot() {
        assertEquals(20, upTo(5, 5, 5));
        assertEquals(0, upTo(5));
    }

    @Test
    void nothingBeyondTheHighWatermarkIs() {
        highWatermark = 19;
        assertEquals(10, upTo(5, 5, 5));
        highWatermark = 9;
        assertEquals(0, upTo(5, 5, 5));
    }

    @Test
    void recordsThatAreTooNewAreNotAndNeitherIsWhatFollowsThem() {
        minLag = 100;
        assertEquals(20, upTo(5, NOW - 100, NOW - 99, 5, 5));
        assertEquals(20, upTo(5, -1, NOW, 5));
        minLag = 0;
        assertEquals(20, upTo(5, NOW + 500, 5));
    }

    @Test
    void moreThanTheRatioMustBeDirty() {
        marked(20, 1);
        assertEquals(0, upTo(5, 5, 5, 5), "a third");
        assertEquals(0, upTo(5, 5, 5, 5, 5), "a half");
        assertEquals(50, upTo(5, 5, 5, 5, 5, 5), "three fifths");
        ratio = 0;
        assertEquals(30, upTo(5, 5, 5, 5));
        assertEquals(0, upTo(5, 5, 5), "there is nothing new");
    }

    @Test
    void recordsThatWaitTooLongAreCompactedWhateverTheRatio() {
        marked(20, 1);
        maxLag = 100;
        oldestDirty = NOW - 100;
        assertEquals(0, upTo(5, 5, 5, 5));
        oldestDirty = NOW - 101;
        assertEquals(30, upTo(5, 5, 5, 5));
        assertEquals(0, upTo(5, 5, 5), "nothing of it is in a sealed segment");
    }

    @Test
    void whatIsDeletedDoesNotCount() {
        marked(20, 1);
        start = 20;
        assertEquals(30, upTo(5, 5, 5, 5), "all that there is is dirty");
    }

    @Test
    void tombstonesGoOnceTheyWereToBeCompactedForLongEnough() {
        marked(10, NOW - 1001);
        marked(20, NOW - 999);
        ratio = 0;
        assertEquals(10, next(5, 5, 5, 5).orElseThrow().tombstonesBelow());
        tombstones = 0;
        assertEquals(20, next(5, 5, 5, 5).orElseThrow().tombstonesBelow());
        history = CompactionHistory.NONE;
        assertEquals(0, next(5, 5, 5, 5).orElseThrow().tombstonesBelow(), "no mark has covered them yet");
    }

    @Test
    void tombstonesStayThatAReplicaHasNotGotYet() {
        marked(20, 1);
        ratio = 0;
        heldByAll = 13;
        assertEquals(13, next(5, 5, 5, 5).orElseThrow().tombstonesBelow());
    }

    @Test
    void producersAreForgottenThatWereSilentForLongWhenTheyWereToBeCompacted() {
        marked(10, NOW - 1001);
        marked(20, NOW - 999);
        ratio = 0;
        tombstones = Long.MAX_VALUE / 2;
        assertEquals(new CompactionMark(30, 0, 10, NOW), next(5, 5, 5, 5).orElseThrow());
    }

    @Test
    void aClockThatIsBehindTakesNothingBack() {
        history = history.after(new CompactionMark(10, 9, 8, NOW + 9000));
        ratio = 0;
        assertEquals(new CompactionMark(30, 9, 8, NOW + 9000), next(5, 5, 5, 5).orElseThrow());
    }
}
