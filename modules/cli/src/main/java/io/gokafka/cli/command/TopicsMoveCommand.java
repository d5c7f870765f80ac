package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves a partition to other brokers, or gives up a move. */
final class TopicsMoveCommand implements Command {
    @Parameter(names = "--partition", order = 1, placeholder = "N", description = "The partition, from 0 (required)")
    private @Nullable Integer partition;

    @Parameter(
            names = "--to",
            order = 2,
            placeholder = "ID[,ID...]",
            description = "The brokers that shall keep it, the preferred leader first")
    private @Nullable String to;

    @Parameter(names = "--cancel", order = 3, description = "Give up the move that is under way")
    private boolean cancel;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        TopicPartition where = TopicOptions.partition(invocation, partition);
        if ((to == null) != cancel) {
            throw CliException.usage(
                    to == null
                            ? "--to is missing; write --to ID[,ID...], or --cancel"
                            : "--to and --cancel exclude each other");
        }
        List<BrokerId> replicas = to == null ? List.of() : BrokerViews.ids("--to", to);
        try (GokafkaClient client = connection.connect(invocation)) {
            if (cancel) {
                client.partitions().stopMoving(where);
            } else {
                client.partitions().move(where, replicas);
            }
        }
        output.showLine(
                invocation.out(),
                cancel
                        ? "gave up the move of " + where
                        : "moving " + where + " to " + to + "; see 'gokafka topics moves'",
                json -> json.object()
                        .field("topic", where.topic())
                        .field("partition", where.partition())
                        .strings("replicas", replicas)
                        .endObject());
        return ExitCode.OK;
    }
}
