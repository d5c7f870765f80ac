package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.Value;
import java.util.List;

/** A judgement is worth something only when the history is one: else the harness is wrong, or could not read a log in the end. */
final class HistoryIsSound implements Rule {
    @Override
    public String name() {
        return "historyIsSound";
    }

    @Override
    public String description() {
        return "Each value is sent once and answered at most once, sequences rise, and each partition has a final log.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        run.strays().forEach(stray -> checkStray(stray, run, findings));
        for (PartitionHistory partition : run.partitions()) {
            if (partition.finalLog() == null && !partition.deleted()) {
                findings.add(partition.partition(), -1, "no final log was read of " + partition.partition());
            }
            partition.producers().values().forEach(sent -> checkSequences(sent, findings));
        }
    }

    private static void checkStray(Event stray, Judged run, Findings findings) {
        switch (stray) {
            case Sent sent -> report(sent, sent.partition(), sent.value(), "was sent twice", run, findings);
            case Acknowledged answer ->
                report(answer, answer.partition(), answer.value(), unfitting("acknowledgement"), run, findings);
            case Failed answer ->
                report(answer, answer.partition(), answer.value(), unfitting("failure"), run, findings);
            default -> throw new IllegalStateException("not a stray: " + stray);
        }
    }

    private static String unfitting(String answer) {
        return "has an " + answer + " that fits no sending: a second answer, too early, or of another partition";
    }

    private static void report(
            Event stray, TopicPartition partition, Value value, String what, Judged run, Findings findings) {
        Fate fate = run.fate(value);
        String message = value + " " + what;
        if (fate == null) {
            findings.add(partition, -1, message, stray);
        } else {
            findings.add(partition, -1, message, fate.sent(), fate.answer(), stray);
        }
    }

    private static void checkSequences(List<Fate> sent, Findings findings) {
        for (int i = 1; i < sent.size(); i++) {
            Sent before = sent.get(i - 1).sent();
            Sent after = sent.get(i).sent();
            if (before.sequence() == after.sequence() || before.at() > after.at()) {
                findings.add(after.partition(), -1, "sequences do not rise with time", before, after);
            }
        }
    }
}
