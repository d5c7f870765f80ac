package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static io.gokafka.harness.history.Event.Mode.LEADER;

import org.junit.jupiter.api.Test;

class SameRecordAtOffsetTest {
    private static final String RULE = "sameRecordAtOffset";

    @Test
    void whatALeaderAcknowledgedMayGiveWayToAnother() {
        new Story()
                .sends(LEADER, 0)
                .isTold(LEADER, 0, 0)
                .sends(IDEMPOTENT, 0)
                .isTold(IDEMPOTENT, 0, 0)
                .reads("r", 0, value(IDEMPOTENT, 0))
                .ends(0, value(IDEMPOTENT, 0))
                .holds();
    }

    @Test
    void nextTopicOfThatNameHasItsOwnRecords() {
        new Story()
                .sends(ALL, 0, 1)
                .reads("r", 0, value(ALL, 0))
                .topicIsDeleted()
                .reads("r", 0, value(ALL, 1))
                .isTold(ALL, 1, 0)
                .holds();
    }

    @Test
    void readersThatDifferAreFound() {
        new Story()
                .sends(ALL, 0, 1)
                .reads("r", 3, value(ALL, 0))
                .reads("s", 3, value(ALL, 1))
                .hasRetention()
                .ends(9)
                .breaksOnly(RULE);
    }

    @Test
    void readersThatDifferBeforeTheirTopicWasDeletedAreFound() {
        new Story()
                .sends(ALL, 0, 1)
                .reads("r", 3, value(ALL, 0))
                .reads("s", 3, value(ALL, 1))
                .topicIsDeleted()
                .breaksOnly(RULE);
    }

    @Test
    void acknowledgementsOfOneOffsetAreFound() {
        new Story()
                .sends(ALL, 0)
                .sends(IDEMPOTENT, 0)
                .isTold(ALL, 0, 3)
                .isTold(IDEMPOTENT, 0, 3)
                .hasRetention()
                .ends(9)
                .breaksOnly(RULE);
    }

    @Test
    void readThatDiffersFromTheFinalLogIsFound() {
        new Story()
                .sends(ALL, 0, 1)
                .reads("r", 0, value(ALL, 1))
                .ends(0, value(ALL, 0), value(ALL, 1))
                .breaks(RULE);
    }

    @Test
    void acknowledgementThatDiffersFromTheFinalLogIsFound() {
        new Story()
                .sends(ALL, 0, 1)
                .isTold(ALL, 0, 1)
                .ends(0, value(ALL, 0), value(ALL, 1))
                .breaks(RULE);
    }
}
