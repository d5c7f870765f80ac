package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicNames;
import io.gokafka.api.request.Metadata;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import java.util.List;

/** Lists the topics. */
final class TopicsListCommand implements Command {
    @Parameter(names = "--internal", order = 1, description = "Also the topics that brokers keep for themselves")
    private boolean internal;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.plain().end();
        try (GokafkaClient client = connection.connect(invocation)) {
            List<Metadata.Topic> topics = client.topics().list().stream()
                    .filter(t -> internal || !TopicNames.isInternal(t.name()))
                    .toList();
            output.show(invocation.out(), () -> TopicViews.table(topics), json -> {
                json.array();
                topics.forEach(t -> TopicViews.json(json, t));
                json.endArray();
            });
        }
        return ExitCode.OK;
    }
}
