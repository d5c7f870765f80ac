package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;
import java.util.List;

/** Shows all settings of a topic. */
final class TopicsSettingsCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String name = TopicOptions.name(invocation);
        try (GokafkaClient client = connection.connect(invocation)) {
            List<DescribeConfig.Entry> settings = client.topics().settings(name);
            output.show(invocation.out(), () -> table(settings), json -> json(json, settings));
        }
        return ExitCode.OK;
    }

    private static Table table(List<DescribeConfig.Entry> settings) {
        Table table = Table.of("SETTING", "VALUE", "SOURCE");
        settings.forEach(s -> table.row(s.name(), s.value().orElse(""), SettingViews.source(s)));
        return table;
    }

    private static void json(JsonWriter json, List<DescribeConfig.Entry> settings) {
        json.array();
        settings.forEach(s -> SettingViews.json(json, s));
        json.endArray();
    }
}
