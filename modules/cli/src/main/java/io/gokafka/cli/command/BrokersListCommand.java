package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.request.Metadata;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;

/** Lists the brokers. */
final class BrokersListCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.plain().end();
        try (GokafkaClient client = connection.connect(invocation)) {
            Metadata.Result cluster = client.brokers().cluster();
            output.show(invocation.out(), () -> table(cluster), json -> json(json, cluster));
        }
        return ExitCode.OK;
    }

    private static Table table(Metadata.Result cluster) {
        Table table = Table.of("ID", "NUMBER", "ALIVE", "METADATA", "LEADS", "REPLICAS", "ADDRESSES");
        cluster.brokers()
                .forEach(b -> table.row(
                        b.id(),
                        b.number(),
                        b.alive() ? "yes" : "no",
                        role(cluster, b),
                        leads(cluster, b),
                        replicas(cluster, b),
                        BrokerViews.addresses(b)));
        return table;
    }

    private static void json(JsonWriter json, Metadata.Result cluster) {
        json.object().field("clusterId", cluster.clusterId()).name("brokers").array();
        for (BrokerInfo broker : cluster.brokers()) {
            json.object();
            BrokerViews.fields(json, broker);
            json.field("metadata", role(cluster, broker))
                    .field("leads", leads(cluster, broker))
                    .field("replicas", replicas(cluster, broker))
                    .endObject();
        }
        json.endArray().endObject();
    }

    private static String role(Metadata.Result cluster, BrokerInfo broker) {
        if (cluster.metadataLeader().filter(broker.id()::equals).isPresent()) {
            return "leader";
        }
        return cluster.metadataVoters().contains(broker.id()) ? "voter" : "observer";
    }

    private static long leads(Metadata.Result cluster, BrokerInfo broker) {
        return cluster.topics().stream()
                .flatMap(t -> t.partitions().stream())
                .filter(p -> p.leader().filter(broker.id()::equals).isPresent())
                .count();
    }

    private static long replicas(Metadata.Result cluster, BrokerInfo broker) {
        return cluster.topics().stream()
                .flatMap(t -> t.partitions().stream())
                .filter(p -> p.replicas().contains(broker.id()))
                .count();
    }
}
