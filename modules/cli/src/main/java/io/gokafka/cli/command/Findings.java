package io.gokafka.cli.command;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.Finding;
import io.gokafka.broker.offline.LogName;
import io.gokafka.broker.offline.StoppedBroker;
import io.gokafka.broker.offline.Verification;
import io.gokafka.cli.text.Amounts;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Progress;
import io.gokafka.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Gathers what a verification finds, up to a number, and says how far it is. For one thread. */
final class Findings implements Verification.Listener {
    private static final int MOST = 1000;

    private record Found(Optional<LogId> log, Finding finding) {
        String logName() {
            return log.map(id -> LogName.of(id).shortName()).orElse("");
        }

        String fileName() {
            return finding.file().map(Object::toString).orElse("");
        }
    }

    private final Progress progress;
    private final long total;
    private final List<Found> listed = new ArrayList<>();
    private String current = "verifying";
    private long logs;
    private long bytes;
    private long damaged;
    private long ofCrashes;

    /** @param total about how many bytes there are to check */
    Findings(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    @Override
    public void log(LogId id) {
        current = LogName.of(id).shortName();
        logs++;
    }

    @Override
    public void checked(long more) {
        bytes += more;
        progress.update(current, bytes, total);
    }

    @Override
    public void found(Optional<LogId> log, Finding finding) {
        switch (finding.kind()) {
            case DAMAGED -> damaged++;
            case CRASH -> ofCrashes++;
        }
        if (listed.size() < MOST) {
            listed.add(new Found(log, finding));
        }
    }

    long damaged() {
        return damaged;
    }

    /** For people: a table, if anything was found, and a line that sums up. */
    String text() {
        return (listed.isEmpty() ? "" : table().render()) + summary();
    }

    private Table table() {
        Table table = Table.of("FOUND", "LOG", "FILE", "POSITION", "INDEX", "OFFSET", "WHAT");
        listed.forEach(found -> table.row(
                kind(found.finding()),
                found.logName(),
                found.fileName(),
                text(found.finding().position()),
                text(found.finding().index()),
                text(found.finding().offset()),
                found.finding().what()));
        return table;
    }

    private static String kind(Finding finding) {
        return finding.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    private String summary() {
        long unlisted = damaged + ofCrashes - listed.size();
        return "checked " + Amounts.plural(logs, "log") + ", " + Amounts.bytes(bytes) + ": "
                + (damaged == 0 ? "nothing is damaged" : Amounts.plural(damaged, "place") + " damaged")
                + (ofCrashes == 0 ? "" : ", " + Amounts.plural(ofCrashes, "trace") + " of a crash")
                + (unlisted == 0 ? "" : "; " + Amounts.count(unlisted) + " more are not listed");
    }

    void json(JsonWriter json, StoppedBroker broker) {
        json.object()
                .field("broker", broker.id().value())
                .field("storage", broker.storage())
                .field("logs", logs)
                .field("bytes", bytes)
                .field("damaged", damaged)
                .field("ofCrashes", ofCrashes)
                .name("findings")
                .array();
        for (Found found : listed) {
            Finding finding = found.finding();
            json.object()
                    .field("found", kind(finding))
                    .field("log", found.log().map(LogId::value).orElse(null))
                    .field("file", finding.file().map(Object::toString).orElse(null));
            number(json, "position", finding.position());
            number(json, "index", finding.index());
            number(json, "offset", finding.offset());
            json.field("what", finding.what()).endObject();
        }
        json.endArray().endObject();
    }

    private static void number(JsonWriter json, String name, OptionalLong number) {
        json.name(name);
        if (number.isPresent()) {
            json.value(number.getAsLong());
        } else {
            json.value(null);
        }
    }
}
