package io.gokafka.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run as long as a real one is judged within the memory of a test. */
@Timeout(120)
class LargeRunTest {
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 20_000;

    @Test
    void aMillionEventsAreJudged() {
        List<Event> events = new ArrayList<>();
        List<FinalLog> finalLogs = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            finalLogs.add(fill(new TopicPartition("t", partition), partition, events));
        }
        Verdict verdict = Checker.judge(events, finalLogs, Map.of(), Set.of());
        assertEquals(List.of(), verdict.violations());
        assertEquals(PARTITIONS * (5L * RECORDS + 3), verdict.statistics().events());
    }

    /** Each record is sent, acknowledged, and read by three. */
    private static FinalLog fill(TopicPartition partition, int client, List<Event> events) {
        List<Entry> entries = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
            events.add(new Positioned(0, "reader" + reader, partition, 0));
        }
        for (int i = 0; i < RECORDS; i++) {
            Value value = new Value(client, i);
            events.add(new Sent(i, "p" + client, partition, value, i, Mode.IDEMPOTENT));
            events.add(new Acknowledged(i, "p" + client, partition, value, i));
            for (int reader = 0; reader < 3; reader++) {
                events.add(new Read(i, "reader" + reader, partition, i, new Value(client, i)));
            }
            entries.add(new Entry(i, value));
        }
        return new FinalLog(partition, 0, RECORDS, entries);
    }
}
