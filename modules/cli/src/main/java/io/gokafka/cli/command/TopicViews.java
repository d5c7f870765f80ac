package io.gokafka.cli.command;

import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ListReassignments.Reassignment;
import io.gokafka.api.request.Metadata;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * A topic with all that is asked for to describe it.
     *
     * @param topic the topic
     * @param offsets those of its partitions, in their order
     * @param settings all its settings
     * @param moves where its partitions are on the way to, by partition
     */
    record Whole(
            Metadata.Topic topic,
            List<Offsets> offsets,
            List<DescribeConfig.Entry> settings,
            Map<Integer, Reassignment> moves) {
        /** Who is on the way in and out of a partition, as {@code +node3 -node1}. */
        String moving(int partition) {
            Reassignment move = moves.get(partition);
            return move == null
                    ? ""
                    : Stream.concat(
                                    move.adding().stream().map(id -> "+" + id),
                                    move.removing().stream().map(id -> "-" + id))
                            .collect(Collectors.joining(" "));
        }
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

    static Table partitions(Whole whole) {
        Table table = Table.of("PARTITION", "LEADER", "TERM", "REPLICAS", "AVAILABLE", "MOVING", "FIRST", "END");
        whole.topic().partitions().forEach(p -> {
            Offsets known = whole.offsets().get(p.partition());
            table.row(
                    p.partition(),
                    p.leader().map(Object::toString).orElse(""),
                    p.term(),
                    joined(p.replicas()),
                    joined(p.available()),
                    whole.moving(p.partition()),
                    text(known.first()),
                    text(known.end()));
        });
        return table;
    }

    /** A topic without the offsets of its partitions. */
    static void json(JsonWriter json, Metadata.Topic topic) {
        begin(json, topic).name("partitions").array();
        topic.partitions().forEach(p -> partition(json, p).endObject());
        json.endArray().endObject();
    }

    /** A topic with all that there is to know of it. */
    static void json(JsonWriter json, Whole whole) {
        begin(json, whole.topic()).name("settings").array();
        whole.settings().forEach(s -> SettingViews.json(json, s));
        json.endArray().name("partitions").array();
        whole.topic().partitions().forEach(p -> {
            Offsets known = whole.offsets().get(p.partition());
            partition(json, p);
            Reassignment move = whole.moves().get(p.partition());
            json.strings("adding", move == null ? List.of() : move.adding())
                    .strings("removing", move == null ? List.of() : move.removing());
            offset(json, "firstOffset", known.first());
            offset(json, "endOffset", known.end());
            json.endObject();
        });
        json.endArray().endObject();
    }

    private static JsonWriter begin(JsonWriter json, Metadata.Topic topic) {
        json.object()
                .field("name", topic.name())
                .field("id", topic.id().toString())
                .field("replicationFactor", topic.replicationFactor())
                .name("configs")
                .object();
        new TreeMap<>(topic.configs()).forEach(json::field);
        return json.endObject();
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

    static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
