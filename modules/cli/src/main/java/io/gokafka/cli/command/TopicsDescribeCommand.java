package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.ListReassignments.Reassignment;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.Topics;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Describes a topic, with the offsets of its partitions. */
final class TopicsDescribeCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String name = TopicOptions.name(invocation);
        try (GokafkaClient client = connection.connect(invocation)) {
            Metadata.Topic topic = client.topics().describe(name);
            List<TopicViews.Offsets> offsets = topic.partitions().stream()
                    .map(p -> offsets(client.topics(), name, p))
                    .toList();
            TopicViews.Whole whole =
                    new TopicViews.Whole(topic, offsets, client.topics().settings(name), moves(client, name));
            if (!output.isJson()) {
                invocation.out().text(heading(whole));
            }
            output.show(invocation.out(), () -> TopicViews.partitions(whole), json -> TopicViews.json(json, whole));
        }
        return ExitCode.OK;
    }

    private static Map<Integer, Reassignment> moves(GokafkaClient client, String topic) {
        return client.partitions().moving().stream()
                .filter(move -> move.topic().equals(topic))
                .collect(Collectors.toMap(Reassignment::partition, move -> move));
    }

    private static String heading(TopicViews.Whole whole) {
        Metadata.Topic topic = whole.topic();
        return "Topic:               " + topic.name() + "\nId:                  " + topic.id()
                + "\nReplication factor:  " + topic.replicationFactor() + "\nSettings:            "
                + SettingViews.changed(whole.settings()) + "\n\n";
    }

    /** A partition without a leader cannot be asked; the rest of the description is worth having nevertheless. */
    private static TopicViews.Offsets offsets(Topics topics, String topic, Metadata.Partition partition) {
        if (partition.leader().isEmpty()) {
            return TopicViews.Offsets.UNKNOWN;
        }
        TopicPartition which = new TopicPartition(topic, partition.partition());
        try {
            return new TopicViews.Offsets(
                    OptionalLong.of(topics.offset(which, new ListOffsets.Query.Earliest())),
                    OptionalLong.of(topics.offset(which, new ListOffsets.Query.Latest())));
        } catch (RequestException | OperationTimeoutException e) {
            return TopicViews.Offsets.UNKNOWN;
        }
    }
}
