package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.cli.error.ExitCode;

/** Shows the version. */
final class VersionCommand implements Command {
    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.plain().end();
        String version = Version.current();
        output.showLine(
                invocation.out(),
                "gokafka " + version,
                json -> json.object()
                        .field("version", version)
                        .field("java", System.getProperty("java.version"))
                        .endObject());
        return ExitCode.OK;
    }
}
