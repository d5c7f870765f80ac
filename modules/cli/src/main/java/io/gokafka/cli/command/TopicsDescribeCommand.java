package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.Topics;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
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
            if (!output.isJson()) {
                invocation.out().text(heading(topic));
            }
            output.show(
                    invocation.out(),
                    () -> TopicViews.partitions(topic, offsets),
                    json -> TopicViews.json(json, topic, offsets));
        }
        return ExitCode.OK;
    }

    private static String heading(Metadata.Topic topic) {
        String configs = new TreeMap<>(topic.configs())
                .entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
        return "Topic:               " + topic.name() + "\nId:                  " + topic.id()
                + "\nReplication factor:  " + topic.replicationFactor() + "\nSettings:            "
                + (configs.isEmpty() ? "the cluster's defaults" : configs) + "\n\n";
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
