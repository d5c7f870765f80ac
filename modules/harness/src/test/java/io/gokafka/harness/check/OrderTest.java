package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static io.gokafka.harness.history.Event.Mode.LEADER;

import org.junit.jupiter.api.Test;

class OrderTest {
    private static final String RULE = "order";

    @Test
    void recordsMayBeMissingBetweenOthers() {
        new Story()
                .sends(IDEMPOTENT, 0, 1, 2, 3)
                .mayHaveFailed(IDEMPOTENT, 1)
                .isRefused(IDEMPOTENT, 2)
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 3))
                .holds();
    }

    @Test
    void acknowledgementsMayComeInAnyOrder() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .isTold(IDEMPOTENT, 1, 1)
                .isTold(IDEMPOTENT, 0, 0)
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 1))
                .holds();
    }

    @Test
    void lateCopyOfAProducerThatIsNotIdempotentMayFollow() {
        new Story()
                .sends(ALL, 0)
                .isTold(ALL, 0, 0)
                .sends(ALL, 1)
                .isTold(ALL, 1, 1)
                .ends(0, value(ALL, 0), value(ALL, 1), value(ALL, 0))
                .holds();
    }

    @Test
    void requestThatWasGivenUpMayComeLateWhenItsProducerIsNotIdempotent() {
        new Story()
                .sends(ALL, 0)
                .mayHaveFailed(ALL, 0)
                .sends(ALL, 1)
                .isTold(ALL, 1, 0)
                .ends(0, value(ALL, 1), value(ALL, 0))
                .holds();
    }

    @Test
    void firstCopyThatRetentionDeletedLetsALateOneFollow() {
        new Story()
                .sends(ALL, 0)
                .isTold(ALL, 0, -1)
                .sends(ALL, 1)
                .isTold(ALL, 1, 5)
                .hasRetention()
                .ends(5, value(ALL, 1), value(ALL, 0))
                .holds();
    }

    @Test
    void leadersAloneClaimNoOrder() {
        new Story()
                .sends(LEADER, 0)
                .isTold(LEADER, 0, 0)
                .sends(LEADER, 1)
                .isTold(LEADER, 1, 0)
                .ends(0, value(LEADER, 1), value(LEADER, 0))
                .holds();
    }

    @Test
    void idempotentOutOfOrderAreFound() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .ends(0, value(IDEMPOTENT, 1), value(IDEMPOTENT, 0))
                .breaksOnly(RULE);
    }

    @Test
    void idempotentRequestThatWasGivenUpAndComesLateIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .mayHaveFailed(IDEMPOTENT, 0)
                .isTold(IDEMPOTENT, 1, 0)
                .ends(0, value(IDEMPOTENT, 1), value(IDEMPOTENT, 0))
                .breaksOnly(RULE);
    }

    @Test
    void orderThatOnlyReadersSawIsFoundInDeletedTopicsToo() {
        new Story()
                .sends(IDEMPOTENT, 0, 1)
                .reads("r", 0, value(IDEMPOTENT, 1))
                .reads("r", 1, value(IDEMPOTENT, 0))
                .topicIsDeleted()
                .breaksOnly(RULE);
    }

    @Test
    void acknowledgedAfterWhatWasSentLaterIsFound() {
        new Story()
                .sends(ALL, 0)
                .isTold(ALL, 0, 1)
                .sends(ALL, 1)
                .isTold(ALL, 1, 0)
                .ends(0, value(ALL, 1), value(ALL, 0))
                .breaksOnly(RULE);
    }

    @Test
    void acknowledgedWithoutOffsetAfterWhatWasSentLaterIsFound() {
        new Story()
                .sends(ALL, 0)
                .isTold(ALL, 0, -1)
                .sends(ALL, 1)
                .mayHaveFailed(ALL, 1)
                .ends(0, value(ALL, 1), value(ALL, 0))
                .breaksOnly(RULE);
    }
}
