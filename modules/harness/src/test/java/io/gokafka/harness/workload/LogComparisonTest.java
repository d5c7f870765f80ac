package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.Value;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogComparisonTest {
    private static FinalLog log(long start, long end, int client) {
        return new FinalLog(
                new TopicPartition("t", 0),
                start,
                end,
                LongStream.range(start, end)
                        .mapToObj(i -> new FinalLog.Entry(i, new Value(client, i)))
                        .toList());
    }

    @Test
    void equalLogsDoNotDiffer() {
        assertEquals(Optional.empty(), LogComparison.difference(log(0, 5, 1), log(0, 5, 1), false));
    }

    @Test
    void whatRetentionHasDeletedIsNoDifference() {
        assertEquals(Optional.empty(), LogComparison.difference(log(0, 5, 1), log(3, 5, 1), true));
    }

    @Test
    void anotherBeginningIsOneWhereThereIsNoRetention() {
        assertTrue(LogComparison.difference(log(0, 5, 1), log(3, 5, 1), false)
                .orElseThrow()
                .contains("begins at 0"));
    }

    @Test
    void anotherEndIsOne() {
        assertTrue(LogComparison.difference(log(0, 5, 1), log(0, 6, 1), false)
                .orElseThrow()
                .contains("ends at 5"));
    }

    @Test
    void anotherValueIsOne() {
        assertTrue(LogComparison.difference(log(0, 5, 1), log(0, 5, 2), false).isPresent());
    }

    @Test
    void aMissingRecordIsOne() {
        FinalLog whole = log(0, 5, 1);
        FinalLog less = new FinalLog(whole.partition(), 0, 5, whole.records().subList(0, 4));
        assertTrue(LogComparison.difference(whole, less, false).isPresent());
    }
}
