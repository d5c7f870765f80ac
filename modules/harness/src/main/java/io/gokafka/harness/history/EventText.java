package io.gokafka.harness.history;

import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.CommitFailed;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Deleting;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Resumed;
import io.gokafka.harness.history.Event.Sent;

/** One event as one line, and back; {@link HistoryFile} says how. */
final class EventText {
    private EventText() {}

    static String write(Event event) {
        String begin = event.at() + "\t" + event.getClass().getSimpleName() + "\t" + Fields.escape(event.client());
        return switch (event) {
            case Sent e -> line(begin, e.partition(), e.value(), e.sequence(), e.mode());
            case Acknowledged e -> line(begin, e.partition(), e.value(), e.offset());
            case Failed e -> line(begin, e.partition(), e.value(), e.known(), e.reason());
            case Positioned e -> line(begin, e.partition(), e.offset());
            case Read e -> line(begin, e.partition(), e.offset(), e.value());
            case Committing e -> line(begin, e.group(), e.partition(), e.offset());
            case Committed e -> line(begin, e.group(), e.partition(), e.offset(), e.begun());
            case CommitFailed e -> line(begin, e.group(), e.partition(), e.offset(), e.known(), e.reason());
            case CommittedRead e -> line(begin, e.group(), e.partition(), e.offset(), e.begun());
            case Resumed e -> line(begin, e.group(), e.partition(), e.offset(), e.begun());
            case Deleting e -> line(begin, e.topic());
            case Fault e -> line(begin, e.what());
        };
    }

    private static String line(String begin, Object... fields) {
        StringBuilder line = new StringBuilder(begin);
        for (Object field : fields) {
            line.append('\t').append(Fields.escape(field.toString()));
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException when the line is no event */
    static Event parse(String line) {
        Fields in = new Fields(line);
        long at = in.number();
        String kind = in.text();
        String client = in.text();
        Event event = rest(kind, at, client, in);
        in.end();
        return event;
    }

    private static Event rest(String kind, long at, String client, Fields in) {
        return switch (kind) {
            case "Sent" -> new Sent(at, client, in.partition(), in.value(), in.number(), Mode.valueOf(in.text()));
            case "Acknowledged" -> new Acknowledged(at, client, in.partition(), in.value(), in.number());
            case "Failed" -> new Failed(at, client, in.partition(), in.value(), in.truth(), in.text());
            case "Positioned" -> new Positioned(at, client, in.partition(), in.number());
            case "Read" -> new Read(at, client, in.partition(), in.number(), in.value());
            case "Committing" -> new Committing(at, client, in.text(), in.partition(), in.number());
            case "Committed" -> new Committed(at, client, in.text(), in.partition(), in.number(), in.number());
            case "CommitFailed" ->
                new CommitFailed(at, client, in.text(), in.partition(), in.number(), in.truth(), in.text());
            case "CommittedRead" -> new CommittedRead(at, client, in.text(), in.partition(), in.number(), in.number());
            case "Resumed" -> new Resumed(at, client, in.text(), in.partition(), in.number(), in.number());
            case "Deleting" -> new Deleting(at, client, in.text());
            case "Fault" -> new Fault(at, client, in.text());
            default -> throw new IllegalArgumentException("no such event: " + kind);
        };
    }
}
