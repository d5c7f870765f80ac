package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.request.ListReassignments.Reassignment;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;
import java.util.List;

/** Lists the partitions that are being moved. */
final class TopicsMovesCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.plain().end();
        try (GokafkaClient client = connection.connect(invocation)) {
            List<Reassignment> moves = client.partitions().moving();
            output.show(invocation.out(), () -> table(moves), json -> json(json, moves));
        }
        return ExitCode.OK;
    }

    private static Table table(List<Reassignment> moves) {
        Table table = Table.of("TOPIC", "PARTITION", "REPLICAS", "ADDING", "REMOVING");
        moves.forEach(m -> table.row(
                m.topic(),
                m.partition(),
                TopicViews.joined(m.replicas()),
                TopicViews.joined(m.adding()),
                TopicViews.joined(m.removing())));
        return table;
    }

    private static void json(JsonWriter json, List<Reassignment> moves) {
        json.array();
        moves.forEach(m -> json.object()
                .field("topic", m.topic())
                .field("partition", m.partition())
                .strings("replicas", m.replicas())
                .strings("adding", m.adding())
                .strings("removing", m.removing())
                .endObject());
        json.endArray();
    }
}
