package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;

/** Deletes a topic. */
final class TopicsDeleteCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String name = TopicOptions.name(invocation);
        try (GokafkaClient client = connection.connect(invocation)) {
            client.topics().delete(name);
        }
        output.showLine(
                invocation.out(),
                "deleted topic " + name,
                json -> json.object().field("deleted", name).endObject());
        return ExitCode.OK;
    }
}
