package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.T0;
import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.ReplicaLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules about final logs and replicas as such, and about the history itself. */
class FinalStateRulesTest {
    private static ReplicaLog.Entry entry(long index, int crc) {
        return new ReplicaLog.Entry(index, index * 10, 1, crc, 100);
    }

    private static Story record() {
        return new Story().sends(ALL, 0, 1);
    }

    @Test
    void offsetsMayHaveGaps() {
        record().ends(2, 9, List.of(new Entry(4, value(ALL, 0)), new Entry(7, value(ALL, 1))))
                .holds();
        new Story().ends(3, 3, List.of()).holds();
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
        record().ends(5, 9, List.of(new Entry(4, value(ALL, 0)))).breaksOnly("offsetsAreDense");
        record().ends(0, 4, List.of(new Entry(4, value(ALL, 0)))).breaksOnly("offsetsAreDense");
    }

    @Test
    void logThatEndsBeforeItStartsIsFound() {
        new Story().ends(5, 4, List.of()).breaksOnly("offsetsAreDense");
    }

    @Test
    void replicasMayHaveDeletedDifferentPrefixes() {
        new Story()
                .ends(0)
                .replica("a", 3, entry(0, 7), entry(1, 8), entry(2, 9))
                .replica("b", 3, entry(2, 9))
                .replica("c", 3)
                .holds();
    }

    @Test
    void replicasOfADeletedTopicMayDiffer() {
        new Story()
                .topicIsDeleted()
                .replica("a", 3, entry(2, 9))
                .replica("b", 2)
                .holds();
    }

    @Test
    void replicaWithOtherBytesIsFound() {
        new Story()
                .ends(0)
                .replica("a", 2, entry(0, 7), entry(1, 8))
                .replica("b", 2, entry(1, 9))
                .breaksOnly("replicasAgree");
    }

    @Test
    void replicaThatEndsEarlierIsFound() {
        new Story()
                .ends(0)
                .replica("a", 2, entry(0, 7), entry(1, 8))
                .replica("b", 1, entry(0, 7))
                .breaksOnly("replicasAgree");
    }

    @Test
    void differenceThatTheFirstReplicaHasDeletedIsFound() {
        new Story()
                .ends(0)
                .replica("a", 2, entry(1, 8))
                .replica("b", 2, entry(0, 7), entry(1, 8))
                .replica("c", 2, entry(0, 6), entry(1, 8))
                .breaksOnly("replicasAgree");
    }

    @Test
    void replicaWithAGapIsFound() {
        new Story().ends(0).replica("a", 3, entry(0, 7), entry(2, 8)).breaksOnly("replicasAgree");
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
