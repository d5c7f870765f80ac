package io.gokafka.cli.local;

import io.gokafka.api.BrokerInfo;
import io.gokafka.broker.Broker;
import io.gokafka.broker.config.BrokerConfig;
import io.gokafka.broker.config.Installation;
import io.gokafka.broker.config.LoadedConfig;
import io.gokafka.broker.plugin.Plugins;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ErrorReport;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.io.StopSignal;
import io.gokafka.cli.io.Terminal;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** A broker in this process: it runs until a signal or a fault stops it. */
public final class BrokerProcess {
    /** What closing may take beyond what the configuration grants for handing over leadership. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final Terminal terminal;
    private final StopSignal stop;

    /** A broker that has not been started yet. */
    public BrokerProcess(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /** To be called before the broker's classes are used, as they begin to log when they are loaded. */
    public static void configureLogging(Terminal terminal) {
        BrokerLog.configure(terminal.err(), terminal.variable("GOKAFKA_DEBUG").isPresent());
    }

    /** Starts the broker, says so when it serves requests, and returns when it has stopped. */
    public ExitCode run(LoadedConfig config) throws InterruptedException {
        Plugins plugins = Plugins.discover(Installation.current().pluginFolders(config.settings()));
        Broker broker = Broker.start(config, plugins);
        Duration handover = BrokerConfig.from(config.settings()).shutdownTimeout();
        // Beside the hook's thread: a close that never ended would keep the process, and with it the ports and the data
        // directory.
        stop.onStop(() -> Thread.ofPlatform().daemon().name("closing").start(broker::close), handover.plus(MARGIN));
        try {
            CompletableFuture.anyOf(broker.ready(), broker.terminated()).get();
            if (!broker.terminated().isDone()) {
                terminal.out().line(readyLine(broker));
                terminal.out().flush();
            }
            broker.terminated().get();
            return ExitCode.OK;
        } catch (ExecutionException e) {
            broker.close();
            throw stopped(e);
        }
    }

    private static String readyLine(Broker broker) {
        BrokerInfo info = broker.info();
        String addresses = new TreeMap<>(info.endpoints())
                .entrySet().stream()
                        .map(endpoint -> endpoint.getKey() + " " + endpoint.getValue())
                        .collect(Collectors.joining(", "));
        return "gokafka " + Broker.version() + ": broker " + info.id() + " is ready: " + addresses + ", data in "
                + broker.dataDirectory() + "; stop it by Ctrl-C or kill "
                + ProcessHandle.current().pid();
    }

    private static CliException stopped(ExecutionException e) {
        Throwable fault = e.getCause() == null ? e : e.getCause();
        String reason = ErrorReport.of(fault).message();
        return CliException.failed("the broker has stopped: " + reason + "; its log above has more", fault);
    }
}
