package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static final TopicPartition P = new TopicPartition("t", 0);
    private static final TopicPartition Q = new TopicPartition("t", 1);
    private final Gaps gaps = new Gaps(Protocol.GRPC, Duration.ofNanos(100));

    private static Gap gap(TopicPartition partition, long from, long to) {
        return new Gap(Protocol.GRPC, partition, from, to);
    }

    @Test
    void acknowledgementsThatComeSteadilyLeaveNone() {
        gaps.begin(P, 0);
        for (long at = 10; at <= 1000; at += 90) {
            gaps.acknowledged(P, at);
        }
        assertEquals(List.of(), gaps.until(1000));
    }

    @Test
    void oneThatComesLateEndsAGapOfItsPartition() {
        gaps.begin(P, 0);
        gaps.begin(Q, 0);
        gaps.acknowledged(P, 50);
        gaps.acknowledged(Q, 90);
        gaps.acknowledged(Q, 180);
        gaps.acknowledged(P, 200);
        assertEquals(List.of(gap(P, 50, 200)), gaps.until(210));
    }

    @Test
    void whatHasNotComeYetIsAGapThatLasts() {
        gaps.begin(P, 0);
        gaps.acknowledged(P, 20);
        assertEquals(List.of(), gaps.until(119));
        assertEquals(List.of(gap(P, 20, 500)), gaps.until(500));
    }

    @Test
    void aPartitionThatNeverAcknowledgesIsAGapFromTheBeginning() {
        gaps.begin(P, 7);
        gaps.begin(P, 300);
        assertEquals(List.of(gap(P, 7, 400)), gaps.until(400));
    }

    @Test
    void gapsOverlapWhatTheyShareAMomentWith() {
        assertTrue(gap(P, 10, 20).overlaps(19, 30));
        assertFalse(gap(P, 10, 20).overlaps(20, 30));
        assertFalse(gap(P, 10, 20).overlaps(0, 10));
    }
}
