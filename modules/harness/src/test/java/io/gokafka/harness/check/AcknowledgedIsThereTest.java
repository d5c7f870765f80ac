package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static io.gokafka.harness.history.Event.Mode.LEADER;
import static io.gokafka.harness.history.Event.Mode.NONE;

import org.junit.jupiter.api.Test;

class AcknowledgedIsThereTest {
    private static final String RULE = "acknowledgedIsThere";

    @Test
    void whatWasAcknowledgedIsAtTheOffsetThatWasTold() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .isTold(IDEMPOTENT, 1, 1)
                .isTold(IDEMPOTENT, 0, -1)
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 1))
                .holds();
    }

    @Test
    void unknownOutcomesMayBeThereOrNot() {
        new Story()
                .sends(IDEMPOTENT, 0, 1, 2, 3)
                .mayHaveFailed(IDEMPOTENT, 0)
                .mayHaveFailed(IDEMPOTENT, 1)
                .ends(0, value(IDEMPOTENT, 1), value(IDEMPOTENT, 3))
                .holds();
    }

    @Test
    void copiesOfAProducerThatIsNotIdempotentMayBeElsewhere() {
        new Story()
                .sends(ALL, 0)
                .isTold(ALL, 0, 1)
                .ends(0, value(ALL, 0), value(ALL, 0), value(ALL, 0))
                .holds();
    }

    @Test
    void whatRetentionMayHaveDeletedMayBeGone() {
        new Story()
                .hasRetention()
                .sends(IDEMPOTENT, 0, 1, 2)
                .isTold(IDEMPOTENT, 0, 4)
                .isTold(IDEMPOTENT, 1, -1)
                .isTold(IDEMPOTENT, 2, 5)
                .ends(5, value(IDEMPOTENT, 2))
                .holds();
    }

    @Test
    void deletedTopicsHaveNothing() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .isTold(IDEMPOTENT, 0, 0)
                .topicIsDeleted()
                .isTold(IDEMPOTENT, 1, 0)
                .holds();
    }

    @Test
    void whatOnlyTheLeaderAcknowledgedMayBeLost() {
        new Story()
                .sends(LEADER, 0)
                .isTold(LEADER, 0, 0)
                .sends(NONE, 0)
                .isTold(NONE, 0, -1)
                .ends(0)
                .holds();
    }

    @Test
    void lostRecordIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .isTold(IDEMPOTENT, 0, 0)
                .isTold(IDEMPOTENT, 1, 1)
                .ends(0, value(IDEMPOTENT, 0))
                .breaksOnly(RULE);
    }

    @Test
    void lostRecordWhoseOffsetWasNotToldIsFound() {
        new Story().sends(ALL, 0).isTold(ALL, 0, -1).ends(0).breaksOnly(RULE);
    }

    @Test
    void otherOffsetThanToldIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .sends(ALL, 0)
                .isTold(IDEMPOTENT, 0, 0)
                .ends(0, value(ALL, 0), value(IDEMPOTENT, 0))
                .breaks(RULE);
    }

    @Test
    void copyElsewhereDoesNotMakeUpForTheOneThatWasAcknowledged() {
        new Story().sends(ALL, 0).isTold(ALL, 0, 1).ends(0, value(ALL, 0)).breaks(RULE);
    }

    @Test
    void whatIsBelowTheStartOfALogWithoutRetentionIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .isTold(IDEMPOTENT, 0, 4)
                .isTold(IDEMPOTENT, 1, 5)
                .ends(5, value(IDEMPOTENT, 1))
                .breaks(RULE);
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .isTold(IDEMPOTENT, 0, -1)
                .isTold(IDEMPOTENT, 1, 5)
                .ends(5, value(IDEMPOTENT, 1))
                .breaks(RULE);
    }

    @Test
    void recordAcknowledgedBelowTheStartAndFoundAboveItIsFound() {
        new Story()
                .hasRetention()
                .sends(IDEMPOTENT, 0)
                .isTold(IDEMPOTENT, 0, 3)
                .ends(5, value(IDEMPOTENT, 0))
                .breaks(RULE);
    }
}
