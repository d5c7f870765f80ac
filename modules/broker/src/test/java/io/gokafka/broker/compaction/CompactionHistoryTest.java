package io.gokafka.broker.compaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.CompactionMark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompactionHistoryTest {
    private static CompactionMark mark(long upTo, long tombstonesBelow, long time) {
        return new CompactionMark(upTo, tombstonesBelow, tombstonesBelow, time);
    }

    private static CompactionHistory of(CompactionMark... marks) {
        CompactionHistory history = CompactionHistory.NONE;
        for (CompactionMark mark : marks) {
            history = history.after(mark);
        }
        return history;
    }

    @Test
    void itKnowsWhatWasToBeCompactedAtATime() {
        CompactionHistory history = of(mark(10, 0, 100), mark(20, 0, 200), mark(30, 0, 300));
        assertEquals(0, history.coveredAt(99));
        assertEquals(10, history.coveredAt(100));
        assertEquals(20, history.coveredAt(299));
        assertEquals(30, history.coveredAt(Long.MAX_VALUE));
    }

    @Test
    void noMarkTakesBackWhatAnEarlierOneHasSaid() {
        CompactionHistory history = of(mark(20, 10, 200), mark(15, 5, 100));
        assertEquals(mark(20, 10, 200), history.mark());
        assertEquals(List.of(new CompactionHistory.Step(20, 200)), history.steps());
        assertEquals(20, history.coveredAt(200));
    }

    @Test
    void whatCannotBeAskedForAnyMoreIsForgotten() {
        CompactionHistory history = of(mark(10, 0, 100), mark(20, 0, 200), mark(30, 20, 300));
        assertEquals(List.of(new CompactionHistory.Step(30, 300)), history.steps());
    }

    @Test
    void itIsBoundedAndThenKnowsLessOfTheTimesThatAreCloseTogether() {
        CompactionHistory history = of(mark(5, 0, 1));
        for (int i = 1; i <= 1000; i++) {
            history = history.after(mark(10L * i, 0, 100_000L + i));
            assertTrue(history.steps().size() <= CompactionHistory.MAX_STEPS);
        }
        assertEquals(5, history.coveredAt(99_999));
        assertEquals(10_000, history.coveredAt(101_000));
        for (long time = 100_001; time < 101_000; time++) {
            assertTrue(history.coveredAt(time) <= 10 * (time - 100_000), "never more than there was");
        }
    }

    @Test
    void itIsWrittenAndRead() throws IOException {
        for (CompactionHistory history : List.of(CompactionHistory.NONE, of(mark(10, 0, 100), mark(20, 7, 200)))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            history.write(new DataOutputStream(bytes));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            assertEquals(history, CompactionHistory.read(in));
            assertEquals(0, in.available());
        }
    }
}
