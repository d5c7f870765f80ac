package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Metadata;
import io.gokafka.cli.args.Values;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.StartPosition;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Topics;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes where a group goes on reading a topic. */
final class GroupsResetCommand implements Command {
    @Parameter(names = "--topic", order = 1, placeholder = "NAME", description = "The topic (required)")
    private @Nullable String topic;

    @Parameter(
            names = "--to",
            order = 2,
            placeholder = "beginning|end|OFFSET|TIME",
            description = "Where to go on (required); a time is 2025-06-01T12:00:00Z or a time ago, as -1h")
    private @Nullable String to;

    @Parameter(
            names = "--partition",
            order = 3,
            placeholder = "N",
            description = "Only this partition (default: all of the topic's)")
    private @Nullable Integer partition;

    @Parameter(names = "--dry-run", order = 4, description = "Only show what would be done")
    private boolean dryRun;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String group = invocation.plain().required("NAME");
        invocation.plain().end();
        String topicName = TargetOptions.checkedTopic(required("--topic", topic));
        StartPosition position = position(required("--to", to));
        if (partition != null) {
            Values.partition(partition.toString());
        }
        try (GokafkaClient client = connection.connect(invocation)) {
            Map<TopicPartition, CommittedOffset> before = client.groups().offsets(group);
            Map<TopicPartition, Long> after = offsets(client.topics(), topicName, position);
            if (!dryRun) {
                client.groups().commit(group, after);
            }
            output.show(invocation.out(), () -> table(before, after), json -> json(json, before, after));
        }
        return ExitCode.OK;
    }

    private static String required(String flag, @Nullable String value) {
        if (value == null) {
            throw CliException.usage(flag + " is missing; write gokafka groups reset NAME --topic TOPIC --to"
                    + " beginning|end|OFFSET|TIME");
        }
        return value;
    }

    private static StartPosition position(String text) {
        try {
            return StartPosition.parse(text, Clock.system(ZoneId.systemDefault()));
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--to: " + e.getMessage());
        }
    }

    private Map<TopicPartition, Long> offsets(Topics topics, String name, StartPosition position) {
        Map<TopicPartition, Long> offsets = new TreeMap<>();
        int count = topics.describe(name).partitions().size();
        if (partition != null && partition >= count) {
            throw CliException.failed("topic '" + name + "' has no partition " + partition + "; it has " + count);
        }
        topics.describe(name).partitions().stream()
                .map(Metadata.Partition::partition)
                .filter(p -> partition == null || p.equals(partition))
                .map(p -> new TopicPartition(name, p))
                .forEach(p -> offsets.put(p, offset(topics, p, position)));
        return offsets;
    }

    private static long offset(Topics topics, TopicPartition partition, StartPosition position) {
        if (!(position instanceof StartPosition.AtOffset(long offset))) {
            return topics.offset(partition, position.query());
        }
        long first = topics.offset(partition, new ListOffsets.Query.Earliest());
        long end = topics.offset(partition, new ListOffsets.Query.Latest());
        if (offset < first || offset > end) {
            throw CliException.failed("offset " + offset + " is out of range; " + partition + " has " + first + " to "
                    + end + "; give --partition if it was meant for another; nothing was changed");
        }
        return offset;
    }

    private static Table table(Map<TopicPartition, CommittedOffset> before, Map<TopicPartition, Long> after) {
        Table table = Table.of("TOPIC", "PARTITION", "FROM", "TO");
        after.forEach((p, offset) -> {
            CommittedOffset old = before.get(p);
            table.row(p.topic(), p.partition(), old == null ? "" : old.offset(), offset);
        });
        return table;
    }

    private void json(JsonWriter json, Map<TopicPartition, CommittedOffset> before, Map<TopicPartition, Long> after) {
        json.object().name("dryRun").value(dryRun).name("partitions").array();
        after.forEach((p, offset) -> {
            json.object()
                    .field("topic", p.topic())
                    .field("partition", p.partition())
                    .name("from");
            CommittedOffset old = before.get(p);
            if (old == null) {
                json.value(null);
            } else {
                json.value(old.offset());
            }
            json.field("to", offset).endObject();
        });
        json.endArray().endObject();
    }
}
