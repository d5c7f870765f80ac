package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.CommitFailed;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Deleting;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Resumed;
import io.gokafka.harness.history.Event.Sent;
import java.util.Locale;

/** An event in words, without its time and client. */
final class EventWords {
    private EventWords() {}

    static String of(Event event) {
        return switch (event) {
            case Sent e -> "sends " + e.value() + " (" + e.mode() + ", sequence " + e.sequence() + ")";
            case Acknowledged e ->
                "is told that " + e.value() + " is there" + (e.offset() < 0 ? "" : ", at " + e.offset());
            case Failed e ->
                "is told that " + e.value() + (e.known() ? " is not written: " : " may be lost: ") + e.reason();
            case Positioned e -> "begins to read at " + e.offset();
            case Read e -> "reads " + e.value() + " at " + e.offset();
            case Committing e -> "commits " + e.offset() + " for " + e.group();
            case Committed e -> "is told that " + e.offset() + " is committed" + since(e.begun());
            case CommitFailed e ->
                "is told that " + e.offset() + (e.known() ? " is not committed: " : " may not be committed: ")
                        + e.reason();
            case CommittedRead e -> "is told that " + e.group() + " committed " + e.offset() + since(e.begun());
            case Resumed e -> "goes on at " + e.offset() + " for " + e.group() + since(e.begun());
            case Deleting e -> "deletes the topic " + e.topic();
            case Fault e -> e.what();
        };
    }

    private static String since(long begun) {
        return String.format(Locale.ROOT, " (asked at %.3f ms)", begun / 1e6);
    }
}
