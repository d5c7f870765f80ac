package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.BrokerId;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.Amounts;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;

/** Has a broker describe itself. */
final class BrokersDescribeCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        BrokerId id = BrokerViews.id(invocation);
        try (GokafkaClient client = connection.connect(invocation)) {
            DescribeBroker.Result broker = client.brokers().describe(id);
            DescribeLogs.Result logs = client.brokers().logs(id);
            output.show(invocation.out(), () -> table(broker, logs), json -> json(json, broker, logs));
        }
        return ExitCode.OK;
    }

    private static Table table(DescribeBroker.Result broker, DescribeLogs.Result logs) {
        return Table.of("BROKER", broker.info().id().value())
                .row("number", broker.info().number())
                .row("version", broker.version())
                .row("up for", Amounts.span(broker.uptime()))
                .row("addresses", BrokerViews.addresses(broker.info()))
                .row("plugins", String.join(", ", broker.plugins()))
                .row("replicas", Amounts.count(broker.replicas()))
                .row("leads", Amounts.count(broker.leaders()))
                .row("on disk", Amounts.bytes(broker.logBytes()))
                .row("log folder", logs.directory())
                .row("disk", disk(logs));
    }

    private static String disk(DescribeLogs.Result logs) {
        return logs.totalBytes() < 0 || logs.usableBytes() < 0
                ? ""
                : Amounts.bytes(logs.usableBytes()) + " free of " + Amounts.bytes(logs.totalBytes());
    }

    private static void json(JsonWriter json, DescribeBroker.Result broker, DescribeLogs.Result logs) {
        json.object();
        BrokerViews.fields(json, broker.info());
        json.field("version", broker.version())
                .field("uptimeMs", broker.uptime().toMillis())
                .strings("plugins", broker.plugins())
                .field("replicas", broker.replicas())
                .field("leads", broker.leaders())
                .field("logBytes", broker.logBytes())
                .field("directory", logs.directory())
                .field("diskBytes", logs.totalBytes())
                .field("freeBytes", logs.usableBytes())
                .endObject();
    }
}
