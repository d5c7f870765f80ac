package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;

import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicasAgreeTest {
    private static final String RULE = "replicasAgree";

    /** Of ten records, but the first one, which is consensus's own. */
    private static ReplicaLog.Entry entry(long index, int crc) {
        return new ReplicaLog.Entry(index, Math.max(0, index - 1) * 10, index * 10, 1, crc, 100);
    }

    /** The final log has all records of entries 0 to 2. */
    private static Story read() {
        return new Story().sends(ALL, 0).ends(0, 20, List.of(new FinalLog.Entry(3, value(ALL, 0))));
    }

    @Test
    void replicasMayHaveDeletedDifferentPrefixesWithRetention() {
        read().hasRetention()
                .replica("a", 3, entry(0, 7), entry(1, 8), entry(2, 9))
                .replica("b", 3, entry(2, 9))
                .replica("c", 3)
                .holds();
    }

    @Test
    void replicasMayHaveMoreThanTheFinalLog() {
        read().replica("a", 4, entry(0, 7), entry(1, 8), entry(2, 9), entry(3, 9))
                .holds();
    }

    @Test
    void logWithoutRecordsNeedsNoEntry() {
        new Story().ends(0).replica("a", 0).replica("b", 0).holds();
        new Story().ends(0).replica("a", 1, entry(0, 7)).holds();
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
        read().replica("a", 3, entry(0, 7), entry(1, 8), entry(2, 9))
                .replica("b", 3, entry(0, 7), entry(1, 9), entry(2, 9))
                .breaksOnly(RULE);
    }

    @Test
    void replicaThatEndsEarlierIsFound() {
        read().replica("a", 3, entry(0, 7), entry(1, 8), entry(2, 9))
                .replica("b", 2, entry(0, 7), entry(1, 8))
                .breaksOnly(RULE);
    }

    @Test
    void replicasThatAllEndEarlierThanTheFinalLogAreFound() {
        read().replica("a", 2, entry(0, 7), entry(1, 8))
                .replica("b", 2, entry(0, 7), entry(1, 8))
                .breaksOnly(RULE);
        read().replica("a", 0).breaksOnly(RULE);
        read().hasRetention().replica("a", 2, entry(1, 8)).breaksOnly(RULE);
    }

    @Test
    void replicasThatHaveLostTheirBeginningAreFound() {
        read().replica("a", 3, entry(2, 9)).replica("b", 3, entry(2, 9)).breaksOnly(RULE);
    }

    @Test
    void offsetsThatDoNotFollowEachOtherAreFound() {
        ReplicaLog.Entry shifted = new ReplicaLog.Entry(2, 11, 20, 1, 9, 100);
        read().replica("a", 3, entry(0, 7), entry(1, 8), shifted).breaksOnly(RULE);
    }

    @Test
    void finalLogThatEndsWithinABatchIsFound() {
        ReplicaLog.Entry longer = new ReplicaLog.Entry(2, 10, 21, 1, 9, 100);
        read().replica("a", 3, entry(0, 7), entry(1, 8), longer).breaksOnly(RULE);
    }

    @Test
    void differenceThatTheFirstReplicaHasDeletedIsFound() {
        read().hasRetention()
                .replica("a", 3, entry(2, 9))
                .replica("b", 3, entry(1, 7), entry(2, 9))
                .replica("c", 3, entry(1, 6), entry(2, 9))
                .breaksOnly(RULE);
    }

    @Test
    void replicaWithAGapIsFound() {
        read().replica("a", 3, entry(0, 7), entry(2, 8)).breaksOnly(RULE);
    }
}
