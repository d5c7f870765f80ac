package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.request.ListGroups;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;
import java.util.List;

/** Lists the consumer groups. */
final class GroupsListCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.plain().end();
        try (GokafkaClient client = connection.connect(invocation)) {
            List<ListGroups.Group> groups = client.groups().list();
            output.show(invocation.out(), () -> table(groups), json -> json(json, groups));
        }
        return ExitCode.OK;
    }

    private static Table table(List<ListGroups.Group> groups) {
        Table table = Table.of("GROUP", "TYPE", "STATE", "MEMBERS");
        groups.forEach(g -> table.row(g.name(), GroupViews.type(g.type()), GroupViews.state(g.state()), g.members()));
        return table;
    }

    private static void json(JsonWriter json, List<ListGroups.Group> groups) {
        json.array();
        groups.forEach(g -> json.object()
                .field("name", g.name())
                .field("type", GroupViews.type(g.type()))
                .field("protocolType", g.protocolType())
                .field("state", GroupViews.state(g.state()))
                .field("members", g.members())
                .endObject());
        json.endArray();
    }
}
