package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;

import org.junit.jupiter.api.Test;

class NoDuplicatesTest {
    private static final String RULE = "noDuplicates";

    @Test
    void readersMaySeeARecordAgainAtItsOffset() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .begins("r", 0)
                .reads("r", 0, value(IDEMPOTENT, 0))
                .begins("r", 0)
                .reads("r", 0, value(IDEMPOTENT, 0))
                .reads("s", 0, value(IDEMPOTENT, 0))
                .isTold(IDEMPOTENT, 0, 0)
                .ends(0, value(IDEMPOTENT, 0))
                .holds();
    }

    @Test
    void othersMayBeThereTwice() {
        new Story()
                .sends(ALL, 0)
                .reads("r", 0, value(ALL, 0))
                .reads("r", 1, value(ALL, 0))
                .ends(0, value(ALL, 0), value(ALL, 0))
                .holds();
    }

    @Test
    void recreatedTopicMayHoldAtAnotherOffsetWhatTheFirstOneHeld() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .reads("r", 7, value(IDEMPOTENT, 0))
                .topicIsDeleted()
                .isTold(IDEMPOTENT, 0, 0)
                .reads("r", 0, value(IDEMPOTENT, 0))
                .ends(0, value(IDEMPOTENT, 0))
                .holds();
    }

    @Test
    void secondCopyInTheFinalLogIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .isTold(IDEMPOTENT, 0, 0)
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 0))
                .breaksOnly(RULE);
    }

    @Test
    void secondCopyOfUnknownOutcomeIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .mayHaveFailed(IDEMPOTENT, 0)
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 0))
                .breaksOnly(RULE);
    }

    @Test
    void secondCopyThatOnlyReadersSawIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .reads("r", 3, value(IDEMPOTENT, 0))
                .reads("s", 4, value(IDEMPOTENT, 0))
                .hasRetention()
                .ends(9)
                .breaksOnly(RULE);
    }

    @Test
    void copyBeforeTheStartAndOneAfterItAreFound() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .reads("r", 3, value(IDEMPOTENT, 0))
                .hasRetention()
                .ends(9, value(IDEMPOTENT, 0))
                .breaksOnly(RULE);
    }

    @Test
    void readElsewhereThanAcknowledgedIsFoundInDeletedTopicsToo() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .isTold(IDEMPOTENT, 0, 2)
                .reads("r", 3, value(IDEMPOTENT, 0))
                .topicIsDeleted()
                .breaksOnly(RULE);
    }
}
