package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.BrokerId;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;
import java.util.Comparator;
import java.util.List;

/** Shows what the logs of a broker take on its disk. */
final class BrokersLogsCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        BrokerId id = BrokerViews.id(invocation);
        try (GokafkaClient client = connection.connect(invocation)) {
            DescribeLogs.Result result = client.brokers().logs(id);
            List<DescribeLogs.Log> logs = result.logs().stream()
                    .sorted(Comparator.comparing(DescribeLogs.Log::partition))
                    .toList();
            output.show(invocation.out(), () -> table(logs), json -> json(json, result, logs));
        }
        return ExitCode.OK;
    }

    private static Table table(List<DescribeLogs.Log> logs) {
        Table table = Table.of("TOPIC", "PARTITION", "BYTES", "BEHIND");
        logs.forEach(log -> table.row(log.partition().topic(), log.partition().partition(), log.bytes(), log.lag()));
        return table;
    }

    private static void json(JsonWriter json, DescribeLogs.Result result, List<DescribeLogs.Log> logs) {
        json.object()
                .field("directory", result.directory())
                .field("diskBytes", result.totalBytes())
                .field("freeBytes", result.usableBytes())
                .name("logs")
                .array();
        logs.forEach(log -> json.object()
                .field("topic", log.partition().topic())
                .field("partition", log.partition().partition())
                .field("bytes", log.bytes())
                .field("behind", log.lag())
                .endObject());
        json.endArray().endObject();
    }
}
