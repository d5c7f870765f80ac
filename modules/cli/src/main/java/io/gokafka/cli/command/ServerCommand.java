package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.local.BrokerProcess;

/** Starts a broker. */
final class ServerCommand implements Command {
    @ParametersDelegate
    private final ServerOptions options = new ServerOptions();

    @Override
    public ExitCode run(Invocation invocation) throws Exception {
        invocation.plain().end();
        BrokerProcess.configureLogging(invocation.terminal());
        return new BrokerProcess(invocation.terminal(), invocation.stop()).run(options.load(invocation.terminal()));
    }
}
