package io.gokafka.broker.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.broker.partition.CheckedOffsets.Part;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CheckedOffsetsTest {
    private Instant now = Instant.EPOCH;
    private final CheckedOffsets checked = new CheckedOffsets(() -> now, 1000);

    private Part at(long offset) {
        return checked.at(offset, 2000);
    }

    @Test
    void whatIsAppendedFromTheStartOnIsGood() {
        assertEquals(new Part(false, 1000), at(0));
        assertEquals(new Part(true, Long.MAX_VALUE), at(1000));
    }

    @Test
    void partsThatMeetBecomeOne() {
        checked.add(100, 200);
        checked.add(300, 400);
        assertEquals(new Part(false, 100), at(50));
        assertEquals(new Part(true, 200), at(100));
        assertEquals(new Part(false, 300), at(200));
        checked.add(200, 300);
        assertEquals(new Part(true, 400), at(150));
        checked.add(50, 1000);
        assertEquals(new Part(true, 1000), at(999));
        assertEquals(new Part(false, 50), at(0));
    }

    @Test
    void afterAWhileAllIsReadFromTheDiskAgainAndNotTrusted() {
        checked.add(100, 200);
        now = now.plus(CheckedOffsets.REMEMBERED).plus(Duration.ofMillis(1));
        assertEquals(new Part(false, 2000), at(100));
        assertEquals(new Part(true, Long.MAX_VALUE), at(2000));
    }

    @Test
    void itRemembersABoundedNumberOfParts() {
        for (long i = 0; i <= CheckedOffsets.MOST; i++) {
            checked.add(2 * i, 2 * i + 1);
        }
        assertEquals(new Part(false, 2), at(0), "the lowest is forgotten");
        assertEquals(new Part(true, 3), at(2));
    }
}
