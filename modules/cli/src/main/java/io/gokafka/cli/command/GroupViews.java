package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.GroupState;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A group as tables and JSON. */
final class GroupViews {
    private GroupViews() {}

    /**
     * How far a group is in a partition.
     *
     * @param partition the partition
     * @param committed where it goes on, if it has committed
     * @param end the offset after the last record, if it could be found out
     * @param member who reads it now
     */
    record Row(
            TopicPartition partition, OptionalLong committed, OptionalLong end, Optional<DescribeGroup.Member> member) {
        /** How many records are left to read. */
        OptionalLong lag() {
            return committed.isPresent() && end.isPresent()
                    ? OptionalLong.of(Math.max(0, end.getAsLong() - committed.getAsLong()))
                    : OptionalLong.empty();
        }
    }

    static String state(GroupState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Table table(List<Row> rows) {
        Table table = Table.of("TOPIC", "PARTITION", "COMMITTED", "END", "LAG", "MEMBER", "CLIENT");
        rows.forEach(row -> table.row(
                row.partition().topic(),
                row.partition().partition(),
                text(row.committed()),
                text(row.end()),
                text(row.lag()),
                row.member().map(DescribeGroup.Member::id).orElse(""),
                row.member().map(m -> m.clientId() + "@" + m.remote()).orElse("")));
        return table;
    }

    static void json(JsonWriter json, DescribeGroup.Result group, List<Row> rows) {
        json.object()
                .field("name", group.name())
                .field("state", state(group.state()))
                .field("epoch", group.epoch())
                .name("members")
                .array();
        group.members().forEach(m -> member(json, m));
        json.endArray().name("partitions").array();
        rows.forEach(row -> row(json, row));
        json.endArray().endObject();
    }

    private static void member(JsonWriter json, DescribeGroup.Member member) {
        json.object()
                .field("id", member.id())
                .field("clientId", member.clientId())
                .field("remote", member.remote())
                .field("epoch", member.epoch())
                .strings("topics", member.topics())
                .strings("assigned", member.assigned())
                .endObject();
    }

    private static void row(JsonWriter json, Row row) {
        json.object()
                .field("topic", row.partition().topic())
                .field("partition", row.partition().partition());
        number(json, "committed", row.committed());
        number(json, "end", row.end());
        number(json, "lag", row.lag());
        json.field("member", row.member().map(DescribeGroup.Member::id).orElse(null))
                .endObject();
    }

    private static void number(JsonWriter json, String name, OptionalLong number) {
        json.name(name);
        if (number.isPresent()) {
            json.value(number.getAsLong());
        } else {
            json.value(null);
        }
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }
}
