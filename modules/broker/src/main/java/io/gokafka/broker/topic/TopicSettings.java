package io.gokafka.broker.topic;

import io.gokafka.api.config.Quantities;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.broker.topic.TopicConfig.Cleanup;
import io.gokafka.broker.topic.TopicConfig.Compaction;
import io.gokafka.broker.topic.TopicConfig.Retention;
import io.gokafka.broker.topic.TopicConfig.Timestamps;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The table of settings. Plain numbers are bytes and milliseconds, as in Apache Kafka; units as in the broker's own file are taken too. */
final class TopicSettings {
    private static final long SMALLEST_SEGMENT = 1 << 20;
    private static final long LARGEST_SEGMENT = 1 << 30;
    private static final int LARGEST_BATCH = 32 << 20;

    static final List<TopicSetting> ALL = List.of(
            new TopicSetting(
                    "cleanup.policy",
                    DescribeConfig.Type.LIST,
                    "delete, compact, or both",
                    "What becomes of old records: delete drops whole segments as retention.ms and retention.bytes say;"
                            + " compact keeps the latest record of each key.",
                    config -> config.cleanup().text(),
                    TopicSettings::cleanup),
            new TopicSetting(
                    "compression.type",
                    DescribeConfig.Type.STRING,
                    "producer",
                    "How batches are compressed: as the producer has sent them, always.",
                    config -> "producer",
                    (config, text) -> only(config, text, "producer", "brokers keep batches as producers send them")),
            time(
                            "delete.retention.ms",
                            0,
                            "For how long compaction keeps a tombstone, a record without a value, so that"
                                    + " consumers meet it.")
                    .of(
                            c -> c.compaction().tombstoneMillis(),
                            (c, millis) -> c.with(new Compaction(
                                    c.compaction().minDirtyRatio(),
                                    c.compaction().minLagMillis(),
                                    c.compaction().maxLagMillis(),
                                    millis))),
            time(
                            "max.compaction.lag.ms",
                            1,
                            "A record is compacted after so long, however little there is to compact; a segment is"
                                    + " closed at this age.")
                    .of(
                            c -> c.compaction().maxLagMillis(),
                            (c, millis) -> c.with(new Compaction(
                                    c.compaction().minDirtyRatio(),
                                    c.compaction().minLagMillis(),
                                    millis,
                                    c.compaction().tombstoneMillis()))),
            size(
                            "max.message.bytes",
                            DescribeConfig.Type.INT,
                            0,
                            LARGEST_BATCH,
                            "The largest record batch that is taken, in bytes.")
                    .of(
                            TopicConfig::maxBatchBytes,
                            (config, bytes) -> config.withMaxBatchBytes(Math.toIntExact(bytes))),
            time("message.timestamp.after.max.ms", 0, "How far a record's timestamp may lie in the future.")
                    .of(
                            c -> c.timestamps().maxAheadMillis(),
                            (c, millis) -> c.with(new Timestamps(
                                    c.timestamps().logAppendTime(),
                                    c.timestamps().maxBehindMillis(),
                                    millis))),
            time("message.timestamp.before.max.ms", 0, "How far a record's timestamp may lie in the past.")
                    .of(
                            c -> c.timestamps().maxBehindMillis(),
                            (c, millis) -> c.with(new Timestamps(
                                    c.timestamps().logAppendTime(),
                                    millis,
                                    c.timestamps().maxAheadMillis()))),
            new TopicSetting(
                    "message.timestamp.type",
                    DescribeConfig.Type.STRING,
                    "CreateTime, LogAppendTime",
                    "Whether records keep the timestamps of their producer or get that of their append.",
                    config -> config.timestamps().logAppendTime() ? "LogAppendTime" : "CreateTime",
                    TopicSettings::timestampType),
            new TopicSetting(
                    "min.cleanable.dirty.ratio",
                    DescribeConfig.Type.DOUBLE,
                    "0 to 1",
                    "A log is compacted when more of it than this was not compacted yet.",
                    config -> Double.toString(config.compaction().minDirtyRatio()),
                    TopicSettings::dirtyRatio),
            time("min.compaction.lag.ms", 0, "For how long a record is not compacted.")
                    .of(
                            c -> c.compaction().minLagMillis(),
                            (c, millis) -> c.with(new Compaction(
                                    c.compaction().minDirtyRatio(),
                                    millis,
                                    c.compaction().maxLagMillis(),
                                    c.compaction().tombstoneMillis()))),
            size(
                            "min.insync.replicas",
                            DescribeConfig.Type.INT,
                            1,
                            Integer.MAX_VALUE,
                            "How many replicas, the leader included, must"
                                    + " have a batch before it is acknowledged to a producer with acks=all. A majority has it"
                                    + " in any case.")
                    .of(TopicConfig::minInSync, (config, count) -> config.withMinInSync(Math.toIntExact(count))),
            size(
                            "retention.bytes",
                            DescribeConfig.Type.LONG,
                            -1,
                            Long.MAX_VALUE,
                            "The oldest segments of a partition are deleted while"
                                    + " the others have so many bytes; -1 for no limit.")
                    .of(
                            c -> c.retention().maxBytes(),
                            (c, bytes) -> c.with(new Retention(c.retention().maxAgeMillis(), bytes))),
            time("retention.ms", -1, "A segment is deleted when its newest record is older than this; -1 for no limit.")
                    .of(
                            c -> c.retention().maxAgeMillis(),
                            (c, millis) ->
                                    c.with(new Retention(millis, c.retention().maxBytes()))),
            size(
                            "segment.bytes",
                            DescribeConfig.Type.INT,
                            SMALLEST_SEGMENT,
                            LARGEST_SEGMENT,
                            "A segment is closed at this size.")
                    .of(
                            c -> c.log().segmentBytes(),
                            (c, bytes) -> c.with(new LogConfig(bytes, c.log().segmentAge()))),
            time("segment.ms", 1, "A segment is closed at this age, so that retention can delete it.")
                    .of(
                            c -> c.log().segmentAge().toMillis(),
                            (c, millis) -> c.with(new LogConfig(c.log().segmentBytes(), Duration.ofMillis(millis)))));

    private TopicSettings() {}

    /** Puts a number into the settings. */
    private interface Change {
        TopicConfig with(TopicConfig config, long value);
    }

    /** A setting whose value is a number. */
    private record Numeric(
            String name,
            DescribeConfig.Type type,
            long min,
            long max,
            String documentation,
            Function<String, Long> unit) {
        TopicSetting of(ToLongFunction<TopicConfig> value, Change change) {
            return new TopicSetting(
                    name,
                    type,
                    min + " to " + max,
                    documentation,
                    config -> Long.toString(value.applyAsLong(config)),
                    (config, text) -> change.with(config, number(text)));
        }

        private long number(String text) {
            long value;
            try {
                value = Long.parseLong(text);
            } catch (NumberFormatException withUnit) {
                value = unit.apply(text);
            }
            if (value < min || value > max) {
                throw new IllegalArgumentException("it is out of range");
            }
            return value;
        }
    }

    private static Numeric size(String name, DescribeConfig.Type type, long min, long max, String documentation) {
        return new Numeric(name, type, min, max, documentation, Quantities::bytes);
    }

    private static Numeric time(String name, long min, String documentation) {
        return new Numeric(
                name,
                DescribeConfig.Type.LONG,
                min,
                Long.MAX_VALUE,
                documentation,
                text -> Quantities.duration(text).toMillis());
    }

    private static TopicConfig timestampType(TopicConfig config, String text) {
        Timestamps now = config.timestamps();
        boolean append = switch (text) {
            case "LogAppendTime" -> true;
            case "CreateTime" -> false;
            default -> throw new IllegalArgumentException("it is neither of the two");
        };
        return config.with(new Timestamps(append, now.maxBehindMillis(), now.maxAheadMillis()));
    }

    private static TopicConfig cleanup(TopicConfig config, String text) {
        return config.with(
                switch (String.join(",", items(text).sorted().toList())) {
                    case "delete" -> Cleanup.DELETE;
                    case "compact" -> Cleanup.COMPACT;
                    case "compact,delete" -> Cleanup.COMPACT_AND_DELETE;
                    default -> throw new IllegalArgumentException("it names something else, or nothing");
                });
    }

    private static TopicConfig dirtyRatio(TopicConfig config, String text) {
        double ratio = Double.parseDouble(text);
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("it is out of range");
        }
        Compaction now = config.compaction();
        return config.with(new Compaction(ratio, now.minLagMillis(), now.maxLagMillis(), now.tombstoneMillis()));
    }

    private static Stream<String> items(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).distinct();
    }

    private static TopicConfig only(TopicConfig config, String text, String allowed, String why) {
        if (!items(text).toList().equals(List.of(allowed))) {
            throw new IllegalArgumentException(why);
        }
        return config;
    }
}
