package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.ALL;

import io.gokafka.harness.history.FinalLog.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadsInOrderTest {
    private static final String RULE = "readsInOrder";

    private static Story threeRecords() {
        return new Story().sends(ALL, 0, 1, 2).ends(0, value(ALL, 0), value(ALL, 1), value(ALL, 2));
    }

    @Test
    void readerThatIsMovedMayGoBackAndAhead() {
        threeRecords()
                .begins("r", 1)
                .reads("r", 1, value(ALL, 1))
                .begins("r", 0)
                .reads("r", 0, value(ALL, 0))
                .begins("r", 2)
                .reads("r", 2, value(ALL, 2))
                .holds();
    }

    @Test
    void readersDoNotDisturbEachOther() {
        threeRecords()
                .begins("r", 0)
                .begins("s", 1)
                .reads("r", 0, value(ALL, 0))
                .reads("s", 1, value(ALL, 1))
                .reads("r", 1, value(ALL, 1))
                .holds();
    }

    @Test
    void offsetsWithoutRecordsAndDeletedOnesMayBeSkipped() {
        new Story()
                .sends(ALL, 0, 1, 2)
                .begins("r", 1)
                .reads("r", 2, value(ALL, 0))
                .reads("r", 5, value(ALL, 1))
                .reads("r", 8, value(ALL, 2))
                .hasRetention()
                .ends(5, 9, List.of(new Entry(5, value(ALL, 1)), new Entry(8, value(ALL, 2))))
                .holds();
    }

    @Test
    void readerThatNeverSaidWhereItBeginsIsNotJudged() {
        threeRecords().reads("r", 2, value(ALL, 2)).reads("r", 0, value(ALL, 0)).holds();
    }

    @Test
    void skippedRecordIsFound() {
        threeRecords()
                .begins("r", 0)
                .reads("r", 0, value(ALL, 0))
                .reads("r", 2, value(ALL, 2))
                .breaksOnly(RULE);
    }

    @Test
    void recordSkippedAtTheBeginIsFound() {
        threeRecords().begins("r", 0).reads("r", 1, value(ALL, 1)).breaksOnly(RULE);
    }

    @Test
    void recordBeforeThePositionIsFound() {
        threeRecords().begins("r", 1).reads("r", 0, value(ALL, 0)).breaksOnly(RULE);
    }

    @Test
    void recordReadAgainIsFound() {
        threeRecords()
                .begins("r", 0)
                .reads("r", 0, value(ALL, 0))
                .reads("r", 0, value(ALL, 0))
                .breaksOnly(RULE);
    }

    @Test
    void readerThatGoesBackIsFoundInDeletedTopicsToo() {
        new Story()
                .sends(ALL, 0, 1)
                .begins("r", 0)
                .reads("r", 1, value(ALL, 1))
                .reads("r", 0, value(ALL, 0))
                .topicIsDeleted()
                .breaksOnly(RULE);
    }
}
