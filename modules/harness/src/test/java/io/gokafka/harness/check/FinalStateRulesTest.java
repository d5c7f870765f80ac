package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.T0;
import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.FinalLog.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules about final logs and replicas as such, and about the history itself. */
class FinalStateRulesTest {
    private static Story record() {
        return new Story().sends(ALL, 0, 1);
    }

    @Test
    void offsetsMayHaveGaps() {
        record().hasRetention()
                .ends(2, 9, List.of(new Entry(4, value(ALL, 0)), new Entry(7, value(ALL, 1))))
                .holds();
        new Story().hasRetention().ends(3, 3, List.of()).holds();
    }

    @Test
    void offsetsThatDoNotRiseAreFound() {
        record().ends(0, 9, List.of(new Entry(4, value(ALL, 0)), new Entry(4, value(ALL, 1))))
                .breaksOnly("offsetsAreDense");
        record().ends(0, 9, List.of(new Entry(4, value(ALL, 0)), new Entry(3, value(ALL, 1))))
                .breaksOnly("offsetsAreDense");
    }

    @Test
    void offsetsOutsideOfTheLogAreFound() {
        record().hasRetention().ends(5, 9, List.of(new Entry(4, value(ALL, 0)))).breaksOnly("offsetsAreDense");
        record().ends(0, 4, List.of(new Entry(4, value(ALL, 0)))).breaksOnly("offsetsAreDense");
    }

    @Test
    void logThatEndsBeforeItStartsIsFound() {
        new Story().hasRetention().ends(5, 4, List.of()).breaksOnly("offsetsAreDense");
    }

    @Test
    void logMayBeginLaterWithRetention() {
        new Story().hasRetention().ends(3, 3, List.of()).holds();
    }

    @Test
    void logThatHasLostItsBeginningIsFound() {
        new Story().ends(3, 3, List.of()).breaksOnly("beginningIsThere");
        record().ends(1, value(ALL, 1)).breaksOnly("beginningIsThere");
    }

    @Test
    void partitionWithoutFinalLogIsFound() {
        new Story().sends(ALL, 0).breaksOnly("historyIsSound");
    }

    @Test
    void valueThatIsSentTwiceIsFound() {
        new Story().sends(ALL, 0, 0).ends(0).breaksOnly("historyIsSound");
    }

    @Test
    void answerToNothingIsFound() {
        new Story().isTold(ALL, 0, 0).ends(0).breaksOnly("historyIsSound");
    }

    @Test
    void secondAnswerIsFound() {
        new Story()
                .sends(ALL, 0)
                .mayHaveFailed(ALL, 0)
                .isTold(ALL, 0, 0)
                .ends(0)
                .breaksOnly("historyIsSound");
    }

    @Test
    void sequencesThatDoNotRiseAreFound() {
        new Story().sends(IDEMPOTENT, 1, 0).ends(0).breaksOnly("historyIsSound");
    }

    @Test
    void answerMayBeAddedBeforeTheSendingAsThreadsDo() {
        new Story()
                .add(new Acknowledged(9_000_000, "p-ALL", T0, value(ALL, 0), 0))
                .sends(ALL, 0)
                .ends(0, value(ALL, 0))
                .holds();
    }

    @Test
    void twoFinalLogsOfAPartitionAreRejected() {
        Run run = new Story().ends(0).ends(0).run();
        assertThrows(IllegalArgumentException.class, run::judge);
    }
}
