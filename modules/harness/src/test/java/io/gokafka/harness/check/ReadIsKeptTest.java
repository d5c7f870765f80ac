package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static io.gokafka.harness.history.Event.Mode.LEADER;
import static io.gokafka.harness.history.Event.Mode.NONE;

import io.gokafka.harness.history.FinalLog.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadIsKeptTest {
    private static final String RULE = "readIsKept";

    @Test
    void whatWasReadBelowTheStartMayBeGone() {
        new Story()
                .hasRetention()
                .sends(IDEMPOTENT, 0, 1)
                .reads("r", 3, value(IDEMPOTENT, 0))
                .reads("r", 4, value(IDEMPOTENT, 1))
                .ends(4, value(IDEMPOTENT, 1))
                .holds();
    }

    @Test
    void whatWasReadBelowTheStartOfALogWithoutRetentionIsFound() {
        new Story()
                .sends(LEADER, 0, 1)
                .reads("r", 3, value(LEADER, 0))
                .ends(4, value(LEADER, 1))
                .breaks(RULE);
    }

    @Test
    void whatWasReadOfADeletedTopicMayBeGone() {
        new Story()
                .sends(IDEMPOTENT, 0)
                .reads("r", 0, value(IDEMPOTENT, 0))
                .topicIsDeleted()
                .ends(0)
                .holds();
    }

    @Test
    void recordThatIsTakenBackIsFoundWhateverItsProducerWasPromised() {
        new Story().sends(NONE, 0).reads("r", 0, value(NONE, 0)).ends(0).breaksOnly(RULE);
    }

    @Test
    void recordBeyondTheEndIsFound() {
        new Story()
                .sends(LEADER, 0, 1)
                .reads("r", 1, value(LEADER, 1))
                .ends(0, value(LEADER, 0))
                .breaksOnly(RULE);
    }

    @Test
    void recordWhereNothingIsInTheEndIsFound() {
        new Story()
                .sends(LEADER, 0, 1)
                .reads("r", 0, value(LEADER, 0))
                .ends(0, 2, List.of(new Entry(1, value(LEADER, 1))))
                .breaksOnly(RULE);
    }

    @Test
    void recordThatGaveWayToAnotherIsFound() {
        new Story()
                .sends(LEADER, 0, 1)
                .reads("r", 0, value(LEADER, 0))
                .ends(0, value(LEADER, 1))
                .breaks(RULE);
    }
}
