package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;

/** Deletes a group. */
final class GroupsDeleteCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String name = invocation.plain().required("NAME");
        invocation.plain().end();
        try (GokafkaClient client = connection.connect(invocation)) {
            client.groups().delete(name);
        }
        output.showLine(
                invocation.out(),
                "deleted group " + name,
                json -> json.object().field("deleted", name).endObject());
        return ExitCode.OK;
    }
}
