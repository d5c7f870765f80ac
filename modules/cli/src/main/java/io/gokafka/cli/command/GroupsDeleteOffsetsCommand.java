package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Failure;
import io.gokafka.cli.args.Values;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.Amounts;
import io.gokafka.client.GokafkaClient;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Forgets where a group goes on reading a topic. */
final class GroupsDeleteOffsetsCommand implements Command {
    @Parameter(names = "--topic", order = 1, placeholder = "NAME", description = "The topic (required)")
    private @Nullable String topic;

    @Parameter(
            names = "--partition",
            order = 2,
            placeholder = "N",
            description = "Only this partition (default: all of the topic's)")
    private @Nullable Integer partition;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String group = invocation.plain().required("NAME");
        invocation.plain().end();
        if (topic == null) {
            throw CliException.usage("--topic is missing; write gokafka groups delete-offsets NAME --topic TOPIC");
        }
        String topicName = TargetOptions.checkedTopic(topic);
        if (partition != null) {
            Values.partition(partition.toString());
        }
        try (GokafkaClient client = connection.connect(invocation)) {
            Set<TopicPartition> committed = committed(client, group, topicName);
            Map<TopicPartition, Failure> failures = client.groups().deleteOffsets(group, committed);
            failures.values().stream().findFirst().ifPresent(failure -> {
                throw failure.toException();
            });
            output.showLine(
                    invocation.out(),
                    "deleted " + Amounts.plural(committed.size(), "offset") + " of group " + group,
                    json -> json.object().field("deleted", committed.size()).endObject());
        }
        return ExitCode.OK;
    }

    private Set<TopicPartition> committed(GokafkaClient client, String group, String topicName) {
        Set<TopicPartition> committed = client.groups().offsets(group).keySet().stream()
                .filter(p -> p.topic().equals(topicName))
                .filter(p -> partition == null || partition == p.partition())
                .collect(Collectors.toSet());
        if (committed.isEmpty()) {
            throw CliException.failed("group '" + group + "' has no committed offset of "
                    + (partition == null ? "topic '" + topicName + "'" : topicName + "-" + partition));
        }
        return committed;
    }
}
