package io.gokafka.cli.command;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StoredSegment;
import io.gokafka.api.storage.Vote;
import io.gokafka.broker.offline.LogName;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Logs of a stopped broker, for people and for programs. */
final class LogViews {
    private LogViews() {}

    static Table table(List<LogReport> logs) {
        Table table = Table.of("LOG", "INDEXES", "OFFSETS", "TERM", "SEGMENTS", "BYTES", "VOTE", "SNAPSHOT", "PROBLEM");
        for (LogReport log : logs) {
            String name = log.name().shortName();
            log.content()
                    .ifPresentOrElse(
                            c -> table.row(
                                    name,
                                    indexes(c.bounds()),
                                    offsets(c.bounds().startOffset(), c.bounds().endOffset()),
                                    c.bounds().lastTerm(),
                                    c.segments().size(),
                                    c.bytes(),
                                    vote(c.vote()),
                                    c.snapshot().map(s -> "index " + s.index()).orElse(""),
                                    ""),
                            () -> table.row(
                                    name,
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    "",
                                    log.problem().orElse("")));
        }
        return table;
    }

    /** Of an empty log, where the next entry goes. */
    private static String indexes(LogBounds bounds) {
        return bounds.isEmpty() ? "none before " + bounds.firstIndex() : bounds.firstIndex() + "-" + bounds.lastIndex();
    }

    static String offsets(long base, long next) {
        return base == next ? "none before " + base : base + "-" + (next - 1);
    }

    private static String vote(Vote vote) {
        return vote.equals(Vote.NONE)
                ? ""
                : "term " + vote.term()
                        + vote.votedFor().map(id -> " for " + id).orElse("");
    }

    static Table segments(List<LogReport> logs) {
        Table table = Table.of("LOG", "FIRST INDEX", "OFFSETS", "BYTES", "NEWEST", "STATE", "FILES");
        for (LogReport log : logs) {
            log.content()
                    .ifPresentOrElse(
                            c -> c.segments().forEach(s -> row(table, log.name().shortName(), s)),
                            () -> table.row(
                                    log.name().shortName(),
                                    "",
                                    "",
                                    "",
                                    "",
                                    log.problem().orElse(""),
                                    ""));
        }
        return table;
    }

    private static void row(Table table, String log, StoredSegment stored) {
        LogSegment segment = stored.segment();
        table.row(
                log,
                segment.firstIndex(),
                offsets(segment.baseOffset(), segment.nextOffset()),
                segment.sizeInBytes(),
                segment.maxTimestamp() < 0
                        ? ""
                        : Instant.ofEpochMilli(segment.maxTimestamp()).toString(),
                segment.active() ? "active" : "sealed",
                stored.files().stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .collect(Collectors.joining(" ")));
    }

    /** The vote and the snapshot of a log, a line each, before its batches. */
    static String summary(LogName name, LogReport.Content content) {
        LogBounds bounds = content.bounds();
        String snapshot = content.snapshot()
                .map(s -> "index " + s.index() + ", term " + s.term() + ", offset " + s.offset() + ", voters "
                        + s.voters().stream().map(BrokerId::value).collect(Collectors.joining(" ")) + ", "
                        + content.snapshotBytes() + " bytes of state")
                .orElse("none");
        return "log " + name.shortName() + ": indexes " + indexes(bounds) + ", offsets "
                + offsets(bounds.startOffset(), bounds.endOffset()) + ", last term " + bounds.lastTerm() + ", "
                + content.bytes() + " bytes\nvote: "
                + (content.vote().equals(Vote.NONE) ? "none" : vote(content.vote())) + "\nsnapshot: " + snapshot + "\n";
    }

    /** A log as an object. */
    static void json(JsonWriter json, LogReport report) {
        LogName name = report.name();
        json.object()
                .field("log", name.log().value())
                .field("topic", name.partition().map(TopicPartition::topic).orElse(null));
        json.name("partition");
        name.partition().ifPresentOrElse(p -> json.value(p.partition()), () -> json.value(null));
        json.field("topicId", name.topicId().orElse(null));
        report.content().ifPresent(content -> content(json, content));
        json.field("problem", report.problem().orElse(null)).endObject();
    }

    private static void content(JsonWriter json, LogReport.Content content) {
        LogBounds bounds = content.bounds();
        json.field("firstIndex", bounds.firstIndex())
                .field("lastIndex", bounds.lastIndex())
                .field("startOffset", bounds.startOffset())
                .field("endOffset", bounds.endOffset())
                .field("lastTerm", bounds.lastTerm())
                .field("bytes", content.bytes())
                .name("terms")
                .array();
        content.terms()
                .forEach(t -> json.object()
                        .field("term", t.term())
                        .field("index", t.index())
                        .field("offset", t.offset())
                        .endObject());
        json.endArray().name("segments").array();
        content.segments().forEach(s -> segment(json, s));
        json.endArray()
                .name("vote")
                .object()
                .field("term", content.vote().term())
                .field(
                        "votedFor",
                        content.vote().votedFor().map(BrokerId::value).orElse(null))
                .endObject()
                .name("snapshot");
        content.snapshot().ifPresentOrElse(s -> snapshot(json, s, content.snapshotBytes()), () -> json.value(null));
    }

    private static void segment(JsonWriter json, StoredSegment stored) {
        LogSegment segment = stored.segment();
        json.object()
                .field("firstIndex", segment.firstIndex())
                .field("baseOffset", segment.baseOffset())
                .field("nextOffset", segment.nextOffset())
                .field("bytes", segment.sizeInBytes())
                .field("maxTimestamp", segment.maxTimestamp())
                .name("active")
                .value(segment.active())
                .strings("files", stored.files())
                .endObject();
    }

    private static void snapshot(JsonWriter json, Snapshot snapshot, int bytes) {
        json.object()
                .field("index", snapshot.index())
                .field("term", snapshot.term())
                .field("offset", snapshot.offset())
                .strings("voters", snapshot.voters())
                .field("bytes", bytes)
                .endObject();
    }
}
