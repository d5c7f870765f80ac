package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicLifeTest {
    private static final TopicPartition P = new TopicPartition("t", 0);
    private static final Value A = new Value(7, 0);
    private static final Value B = new Value(7, 1);
    private static final Value FORMER = new Value(6, 0);

    /** Both were sent, and the first one acknowledged. */
    private static final List<Event> EVENTS = List.of(
            new Event.Sent(1, "churn-7", P, A, 0, Mode.IDEMPOTENT),
            new Event.Sent(2, "churn-7", P, B, 1, Mode.IDEMPOTENT),
            new Event.Acknowledged(3, "churn-7", P, A, 0));

    private static List<String> violations(long start, long end, Entry... entries) {
        return TopicLife.violations(EVENTS, List.of(new FinalLog(P, start, end, List.of(entries))));
    }

    private static void isWrong(String how, List<String> violations) {
        assertTrue(violations.stream().anyMatch(v -> v.contains(how)), violations.toString());
    }

    @Test
    void whatIsUnknownMayBeThereOrNot() {
        assertEquals(List.of(), violations(0, 1, new Entry(0, A)));
        assertEquals(List.of(), violations(0, 2, new Entry(0, A), new Entry(1, B)));
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAndInOrder() {
        isWrong("acknowledgedIsThere", violations(0, 0));
        isWrong("noDuplicates", violations(0, 2, new Entry(0, A), new Entry(1, A)));
        isWrong("order", violations(0, 2, new Entry(0, B), new Entry(1, A)));
    }

    @Test
    void nothingIsLeftOfATopicThatHadTheNameBefore() {
        isWrong("nothingUnsent", violations(0, 2, new Entry(0, A), new Entry(1, FORMER)));
        isWrong("begins at offset 1", violations(1, 2, new Entry(1, A)));
        isWrong("ends at offset 2", violations(0, 2, new Entry(0, A)));
    }
}
