package io.gokafka.cli.command;

import io.gokafka.api.request.Metadata;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Topics as tables and JSON. */
final class TopicViews {
    private TopicViews() {}

    /**
     * What of a partition must be asked for one by one; empty while it has no leader.
     *
     * @param first the first offset that there is
     * @param end the offset after the last record
     */
    record Offsets(OptionalLong first, OptionalLong end) {
        static final Offsets UNKNOWN = new Offsets(OptionalLong.empty(), OptionalLong.empty());
    }

    static Table table(List<Metadata.Topic> topics) {
        Table table = Table.of("TOPIC", "PARTITIONS", "REPLICATION", "WITHOUT LEADER");
        topics.forEach(t -> table.row(
                t.name(),
                t.partitions().size(),
                t.replicationFactor(),
                t.partitions().stream().filter(p -> p.leader().isEmpty()).count()));
        return table;
    }

    static Table partitions(Metadata.Topic topic, List<Offsets> offsets) {
        Table table = Table.of("PARTITION", "LEADER", "TERM", "REPLICAS", "AVAILABLE", "FIRST", "END");
        topic.partitions().forEach(p -> {
            Offsets known = offsets.get(p.partition());
            table.row(
                    p.partition(),
                    p.leader().map(Object::toString).orElse(""),
                    p.term(),
                    joined(p.replicas()),
                    joined(p.available()),
                    text(known.first()),
                    text(known.end()));
        });
        return table;
    }

    /** A topic without the offsets of its partitions. */
    static void json(JsonWriter json, Metadata.Topic topic) {
        begin(json, topic);
        topic.partitions().forEach(p -> partition(json, p).endObject());
        json.endArray().endObject();
    }

    /** A topic with the offsets of its partitions. */
    static void json(JsonWriter json, Metadata.Topic topic, List<Offsets> offsets) {
        begin(json, topic);
        topic.partitions().forEach(p -> {
            Offsets known = offsets.get(p.partition());
            partition(json, p);
            offset(json, "firstOffset", known.first());
            offset(json, "endOffset", known.end());
            json.endObject();
        });
        json.endArray().endObject();
    }

    private static void begin(JsonWriter json, Metadata.Topic topic) {
        json.object()
                .field("name", topic.name())
                .field("id", topic.id().toString())
                .field("replicationFactor", topic.replicationFactor())
                .name("configs")
                .object();
        new TreeMap<>(topic.configs()).forEach(json::field);
        json.endObject().name("partitions").array();
    }

    private static JsonWriter partition(JsonWriter json, Metadata.Partition partition) {
        return json.object()
                .field("partition", partition.partition())
                .field("leader", partition.leader().map(Object::toString).orElse(null))
                .field("term", partition.term())
                .strings("replicas", partition.replicas())
                .strings("available", partition.available());
    }

    private static void offset(JsonWriter json, String name, OptionalLong offset) {
        if (offset.isPresent()) {
            json.field(name, offset.getAsLong());
        } else {
            json.field(name, null);
        }
    }

    private static String text(OptionalLong offset) {
        return offset.isPresent() ? Long.toString(offset.getAsLong()) : "";
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
