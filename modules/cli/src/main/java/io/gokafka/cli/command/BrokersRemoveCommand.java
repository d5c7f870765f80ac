package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.BrokerId;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import java.time.Duration;

/** Takes a broker out of the cluster. */
final class BrokersRemoveCommand implements Command {
    /** Its replicas are copied to other brokers first. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        BrokerId id = BrokerViews.id(invocation);
        try (GokafkaClient client = connection.connect(invocation, PATIENCE)) {
            client.brokers().remove(id);
        }
        output.showLine(
                invocation.out(),
                "removed broker " + id,
                json -> json.object().field("removed", id.value()).endObject());
        return ExitCode.OK;
    }
}
