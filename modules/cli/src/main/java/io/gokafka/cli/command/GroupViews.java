package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
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
            return committed.orElse(-1) >= 0 && end.isPresent()
                    ? OptionalLong.of(Math.max(0, end.getAsLong() - committed.getAsLong()))
                    : OptionalLong.empty();
        }
    }

    static String state(GroupState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String type(GroupType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static String heading(DescribeGroup.Result group) {
        return "Group:     " + Table.printable(group.name()) + "\nType:      " + type(group.type()) + "\nState:     "
                + state(group.state()) + "\nAssignor:  " + (group.protocol().isEmpty() ? "-" : group.protocol())
                + "\nMembers:   " + group.members().size() + "\n\n";
    }

    /** The members, also those that read nothing. */
    static Table members(DescribeGroup.Result group) {
        Table table = Table.of("MEMBER", "INSTANCE", "CLIENT", "EPOCH", "PARTITIONS");
        group.members()
                .forEach(m -> table.row(
                        m.id(),
                        m.more().instanceId().orElse(""),
                        m.clientId() + "@" + m.remote(),
                        m.epoch(),
                        m.assigned().size()));
        return table;
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
                .field("type", type(group.type()))
                .field("protocolType", group.protocolType())
                .field("state", state(group.state()))
                .field("assignor", group.protocol())
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
                .field("instanceId", member.more().instanceId().orElse(null))
                .field("rack", member.more().rack().orElse(null))
                .field("topicPattern", member.more().topicPattern().orElse(null))
                .field("epoch", member.epoch())
                .strings("topics", member.topics())
                .strings("assigned", member.assigned())
                .strings("target", member.more().target())
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
