package io.gokafka.cli.command;

import io.gokafka.cli.args.Suggestions;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import java.util.List;

/** Shows what there is, or what a command does. */
final class HelpCommand implements Command {
    @Override
    public ExitCode run(Invocation invocation) {
        String first = invocation.plain().next();
        String second = invocation.plain().next();
        invocation.plain().end();
        if (first == null) {
            invocation.out().text(Help.overview());
        } else {
            invocation.out().text(about(second == null ? first : first + " " + second));
        }
        return ExitCode.OK;
    }

    private static String about(String name) {
        List<CommandSpec> specs = Commands.about(name);
        if (specs.isEmpty()) {
            List<String> names = Commands.ALL.stream().map(CommandSpec::name).toList();
            throw CliException.usage("there is no command '" + name + "'" + Suggestions.didYouMean(name, names)
                    + "; commands are " + String.join(", ", names));
        }
        return specs.size() == 1 ? Help.of(specs.getFirst()) : Help.list(specs);
    }
}
