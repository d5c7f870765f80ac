package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.BrokerId;
import io.gokafka.api.request.Metadata;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.Amounts;
import io.gokafka.client.GokafkaClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Creates a topic. */
final class TopicsCreateCommand implements Command {
    @Parameter(
            names = "--partitions",
            order = 1,
            placeholder = "N",
            description = "How many partitions (default: the cluster's default-partitions)")
    private int partitions;

    @Parameter(
            names = "--replication-factor",
            order = 2,
            placeholder = "N",
            description = "How many replicas a partition has (default: the cluster's default-replication-factor)")
    private int replicationFactor;

    @Parameter(
            names = "--config",
            order = 3,
            placeholder = "KEY=VALUE",
            description = "A setting of the topic; may be repeated")
    private List<String> configs = new ArrayList<>();

    @Parameter(
            names = "--replicas",
            order = 4,
            placeholder = "ID[,ID...]",
            description = "The brokers of a partition, the preferred leader first; once for each partition")
    private List<String> replicas = new ArrayList<>();

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String name = TopicOptions.name(invocation);
        Map<String, String> settings = NameValue.parse("--config", configs);
        notNegative("--partitions", partitions);
        notNegative("--replication-factor", replicationFactor);
        List<List<BrokerId>> places =
                replicas.stream().map(ids -> BrokerViews.ids("--replicas", ids)).toList();
        if (!places.isEmpty() && (partitions > 0 || replicationFactor > 0)) {
            throw CliException.usage(
                    "--replicas says how many partitions and replicas there are, so that --partitions and"
                            + " --replication-factor must not");
        }
        try (GokafkaClient client = connection.connect(invocation)) {
            Metadata.Topic topic = places.isEmpty()
                    ? client.topics().create(name, partitions, replicationFactor, settings)
                    : client.topics().create(name, places, settings);
            String text = "created topic " + name + " with "
                    + Amounts.plural(topic.partitions().size(), "partition") + ", replication factor "
                    + topic.replicationFactor();
            output.showLine(invocation.out(), text, json -> TopicViews.json(json, topic));
        }
        return ExitCode.OK;
    }

    private static void notNegative(String flag, int number) {
        if (number < 0) {
            throw CliException.usage(flag + ": " + number + " is too few; allowed are 1 and more");
        }
    }
}
