package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.Value;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is seen was sent to that partition before, and was not refused. Values are unique, so this holds for deleted topics
 * too. A refusal binds only with {@code acks=all}: with less, a producer is not told what became of an earlier attempt.
 */
final class NothingUnsent implements Rule {
    @Override
    public String name() {
        return "nothingUnsent";
    }

    @Override
    public String description() {
        return "What is read or in the final log was sent to that partition, not after it was seen, and not refused.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        for (FinalLog log : run.finalLogs()) {
            for (Entry entry : log.records()) {
                check(run.fate(entry.value()), entry.value(), log.partition(), entry.offset(), null, findings);
            }
        }
        for (Event event : run.events()) {
            if (event instanceof Read read) {
                check(run.fate(read.value()), read.value(), read.partition(), read.offset(), read, findings);
            }
        }
    }

    private static void check(
            @Nullable Fate fate,
            Value value,
            TopicPartition partition,
            long offset,
            @Nullable Read read,
            Findings findings) {
        String seen =
                value + (read == null ? " is in the final log" : " was read") + " at " + offset + " of " + partition;
        if (fate == null) {
            findings.add(partition, offset, seen + " but nobody sent it", read);
        } else if (!fate.sent().partition().equals(partition)) {
            String message = seen + " but was sent to " + fate.sent().partition();
            findings.add(partition, offset, message, fate.sent(), fate.answer(), read);
        } else if (read != null && read.at() < fate.sent().at()) {
            findings.add(partition, offset, seen + " before it was sent", read, fate.sent());
        } else if (fate.promised() && fate.refused()) {
            String message = seen + " but its producer was told that it was not written";
            findings.add(partition, offset, message, fate.sent(), fate.failed(), read);
        }
    }
}
