package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a member out of a group. */
final class GroupsRemoveMemberCommand implements Command {
    @Parameter(names = "--member", order = 1, placeholder = "ID", description = "The member, by its id")
    private @Nullable String member;

    @Parameter(
            names = "--instance",
            order = 2,
            placeholder = "NAME",
            description = "The member, by its name, if it is a static one (group.instance.id)")
    private @Nullable String instance;

    @Parameter(names = "--reason", order = 3, placeholder = "TEXT", description = "Why, for the broker's log")
    private String reason = "removed by gokafka groups remove-member";

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String group = invocation.plain().required("NAME");
        invocation.plain().end();
        String id = member == null ? "" : member;
        String name = instance == null ? "" : instance;
        if (id.isEmpty() == name.isEmpty()) {
            throw CliException.usage(
                    id.isEmpty()
                            ? "who shall be removed? Give --member ID or --instance NAME; see 'gokafka groups describe'"
                            : "--member and --instance exclude each other");
        }
        Optional<String> staticName = name.isEmpty() ? Optional.empty() : Optional.of(name);
        try (GokafkaClient client = connection.connect(invocation)) {
            client.groups().removeMember(group, new LeaveGroup.Member(id, staticName, reason));
        }
        String who = staticName.orElse(id);
        output.showLine(
                invocation.out(),
                "removed " + who + " from group " + group,
                json -> json.object().field("removed", who).endObject());
        return ExitCode.OK;
    }
}
