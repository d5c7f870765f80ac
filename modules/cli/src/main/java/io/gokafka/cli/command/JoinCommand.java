package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.local.BrokerProcess;

/** Starts a broker that joins a cluster. */
final class JoinCommand implements Command {
    @ParametersDelegate
    private final ServerOptions options = new ServerOptions();

    @Override
    public ExitCode run(Invocation invocation) throws Exception {
        String address = invocation.plain().required("ADDRESS");
        invocation.plain().end();
        if (!ConnectionOptions.areAddresses(address)) {
            throw CliException.usage("'" + address
                    + "' is not an address; give that of a member of the cluster, gRPC or" + " HTTP, as host:port");
        }
        options.join(address);
        BrokerProcess.configureLogging(invocation.terminal());
        return new BrokerProcess(invocation.terminal(), invocation.stop()).run(options.load(invocation.terminal()));
    }
}
