package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.T1;
import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static io.gokafka.harness.history.Event.Mode.LEADER;

import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.Value;
import org.junit.jupiter.api.Test;

class NothingUnsentTest {
    private static final String RULE = "nothingUnsent";

    @Test
    void recordMayBeReadBeforeItIsAcknowledged() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .reads("r", 0, value(IDEMPOTENT, 0))
                .isTold(IDEMPOTENT, 0, 0)
                .ends(0, value(IDEMPOTENT, 0))
                .holds();
    }

    @Test
    void whatMayHaveFailedMayBeRead() {
        new Story()
                .sends(ALL, 0)
                .mayHaveFailed(ALL, 0)
                .reads("r", 0, value(ALL, 0))
                .ends(0, value(ALL, 0))
                .holds();
    }

    @Test
    void refusalByALeaderAloneSaysNothing() {
        new Story()
                .sends(LEADER, 0)
                .isRefused(LEADER, 0)
                .ends(0, value(LEADER, 0))
                .holds();
    }

    @Test
    void inventedRecordIsFound() {
        new Story().ends(0, new Value(7, 7)).breaksOnly(RULE);
    }

    @Test
    void inventedRecordOfADeletedTopicIsFound() {
        new Story().topicIsDeleted().reads("r", 0, new Value(7, 7)).breaksOnly(RULE);
    }

    @Test
    void recordOfAnotherPartitionIsFound() {
        Value value = new Value(7, 7);
        new Story().add(new Sent(0, "p", T1, value, 0, ALL)).ends(0, value).breaks(RULE);
    }

    @Test
    void recordReadBeforeItWasSentIsFound() {
        new Story()
                .reads("r", 0, value(IDEMPOTENT, 0))
                .sends(IDEMPOTENT, 0)
                .ends(0, value(IDEMPOTENT, 0))
                .breaksOnly(RULE);
    }

    @Test
    void refusedRecordIsFound() {
        new Story().sends(ALL, 0).isRefused(ALL, 0).ends(0, value(ALL, 0)).breaksOnly(RULE);
    }

    @Test
    void refusedRecordThatOnlyAReaderSawIsFound() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .isRefused(IDEMPOTENT, 0)
                .reads("r", 2, value(IDEMPOTENT, 0))
                .hasRetention()
                .ends(5)
                .breaksOnly(RULE);
    }
}
