package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.config.Quantities;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DescribeConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A broker's settings by the names and in the units that Kafka has for them. Those that mean nothing here are not there. */
final class KafkaBrokerConfigs {
    private static final List<Row> ROWS = List.of(
            same("message.max.bytes", "max-record-bytes"),
            same("socket.request.max.bytes", "max-request-bytes"),
            same("fetch.max.bytes", "kafka-max-fetch-bytes"),
            same("max.incremental.fetch.session.cache.slots", "kafka-max-fetch-sessions"),
            same("max.connections", "kafka-max-connections"),
            millis("connections.max.idle.ms", "kafka-idle-timeout"),
            same("auto.create.topics.enable", "auto-create-topics"),
            same("num.partitions", "default-partitions"),
            same("default.replication.factor", "default-replication-factor"),
            same("log.segment.bytes", "segment-bytes"),
            millis("log.roll.ms", "segment-age"),
            same("log.retention.ms", "retention-time"),
            same("log.retention.bytes", "retention-bytes"),
            millis("log.retention.check.interval.ms", "retention-check-interval"),
            same("log.cleaner.dedupe.buffer.size", "compaction-memory"),
            millis("producer.id.expiration.ms", "producer-id-expiration"),
            same("offsets.topic.num.partitions", "offsets-topic-partitions"),
            same("offsets.topic.replication.factor", "default-replication-factor"),
            new Row(
                    "offsets.retention.minutes",
                    "offsets-retention",
                    Optional.of(DescribeConfig.Type.INT),
                    span -> Long.toString(Quantities.duration(span).toMinutes())),
            millis("group.initial.rebalance.delay.ms", "group-initial-rebalance-delay"),
            millis("group.min.session.timeout.ms", "group-min-session-timeout"),
            millis("group.max.session.timeout.ms", "group-max-session-timeout"),
            same("group.max.size", "group-max-members"),
            same("group.consumer.max.size", "group-max-members"),
            millis("group.consumer.session.timeout.ms", "group-session-timeout"),
            millis("group.consumer.heartbeat.interval.ms", "group-heartbeat-interval"),
            same("group.consumer.migration.policy", "group-migration"),
            same("auto.leader.rebalance.enable", "consensus.jgroups.rebalance-leaders"));

    private static final List<DescribeConfig.Entry> FIXED = List.of(
            fixed(
                    "compression.type",
                    DescribeConfig.Type.STRING,
                    "producer",
                    "Batches are kept as producers have sent them."),
            fixed(
                    "log.cleanup.policy",
                    DescribeConfig.Type.LIST,
                    "delete",
                    "Old records are deleted; a topic may be compacted."),
            fixed("log.message.timestamp.type", DescribeConfig.Type.STRING, "CreateTime", "A topic may have another."),
            fixed(
                    "min.insync.replicas",
                    DescribeConfig.Type.INT,
                    "1",
                    "A majority has a batch in any case; a topic may want more."),
            fixed("delete.topic.enable", DescribeConfig.Type.BOOLEAN, "true", "Topics can be deleted."),
            fixed(
                    "unclean.leader.election.enable",
                    DescribeConfig.Type.BOOLEAN,
                    "false",
                    "A leader has all committed records."),
            fixed(
                    "offset.metadata.max.bytes",
                    DescribeConfig.Type.INT,
                    Integer.toString(CommittedOffset.MAX_METADATA),
                    "The longest note beside a committed offset, in characters."));

    /**
     * A setting of Kafka's that is one of ours.
     *
     * @param kafka its name
     * @param own the name of ours
     * @param type what it is; empty when it is what ours is
     * @param value makes Kafka's value out of ours
     */
    private record Row(String kafka, String own, Optional<DescribeConfig.Type> type, Function<String, String> value) {
        DescribeConfig.Entry of(DescribeConfig.Entry entry) {
            return new DescribeConfig.Entry(
                    kafka,
                    entry.value().map(value),
                    entry.source(),
                    type.orElse(entry.type()),
                    true,
                    own + ": " + entry.documentation());
        }
    }

    private KafkaBrokerConfigs() {}

    /**
     * What Kafka's tools look for.
     *
     * @param node the broker's number
     * @param settings its settings by our names; what is not among them is left out, as those of a plugin that is not in use
     */
    static List<DescribeConfig.Entry> of(int node, List<DescribeConfig.Entry> settings) {
        Map<String, DescribeConfig.Entry> own =
                settings.stream().collect(Collectors.toMap(DescribeConfig.Entry::name, Function.identity()));
        Stream<DescribeConfig.Entry> ours =
                ROWS.stream().flatMap(row -> Optional.ofNullable(own.get(row.own())).map(row::of).stream());
        return Stream.of(ours, FIXED.stream(), numbers(node), folder(own).stream())
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<DescribeConfig.Entry> numbers(int node) {
        return Stream.of("node.id", "broker.id")
                .map(name -> fixed(
                        name,
                        DescribeConfig.Type.INT,
                        Integer.toString(node),
                        "The number that the cluster has given it."));
    }

    private static Optional<DescribeConfig.Entry> folder(Map<String, DescribeConfig.Entry> own) {
        String id = Optional.ofNullable(own.get("id"))
                .flatMap(DescribeConfig.Entry::value)
                .orElse("${id}");
        return Optional.ofNullable(own.get("data-dir"))
                .map(new Row("log.dirs", "data-dir", Optional.empty(), path -> path.replace("${id}", id))::of);
    }

    private static Row same(String kafka, String own) {
        return new Row(kafka, own, Optional.empty(), Function.identity());
    }

    private static Row millis(String kafka, String own) {
        return new Row(
                kafka,
                own,
                Optional.of(DescribeConfig.Type.LONG),
                span -> Long.toString(Quantities.duration(span).toMillis()));
    }

    private static DescribeConfig.Entry fixed(
            String name, DescribeConfig.Type type, String value, String documentation) {
        return new DescribeConfig.Entry(
                name, Optional.of(value), DescribeConfig.Source.DEFAULT, type, true, documentation);
    }
}
