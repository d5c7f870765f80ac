package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import io.gokafka.api.HostPort;
import io.gokafka.broker.config.ConfigLoader;
import io.gokafka.broker.config.PluginKeys;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.io.Output;
import io.gokafka.cli.io.Terminal;
import io.gokafka.cli.local.LocalCluster;
import io.gokafka.cli.local.Node;
import io.gokafka.cli.text.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Starts brokers on this machine that are one cluster, and again the same cluster when their data is there. */
final class ClusterCommand implements Command {
    private static final int MOST = 9;

    @Parameter(names = "--brokers", order = 1, placeholder = "N", description = "How many, 1 to 9 (default 3)")
    private int brokers = 3;

    @Parameter(
            names = "--data-dir",
            order = 2,
            placeholder = "FOLDER",
            description = "Each broker keeps its data in a folder of its name in this one (default ./data)")
    private Path dataDir = Path.of("data");

    @Parameter(
            names = "--grpc-port",
            order = 3,
            placeholder = "PORT",
            description =
                    "Where clients connect to the first broker; the others have the ports that follow (default 9092)")
    private int grpcPort = 9092;

    @Parameter(
            names = "--kafka-port",
            order = 4,
            placeholder = "PORT",
            description = "Likewise for Kafka clients (default 29092)")
    private int kafkaPort = 29092;

    @Parameter(
            names = "--raft-port",
            order = 5,
            placeholder = "PORT",
            description = "Likewise for the traffic between brokers (default 19092)")
    private int raftPort = 19092;

    @Parameter(
            names = "--http-port",
            order = 6,
            placeholder = "PORT",
            description = "Likewise for health and status (default 8080)")
    private int httpPort = 8080;

    @Parameter(names = "--config", order = 7, placeholder = "FILE", description = "Configuration file of every broker")
    private @Nullable Path config;

    @Parameter(
            names = "--set",
            order = 8,
            placeholder = "KEY=VALUE",
            description = "A setting of every broker; may be repeated")
    private List<String> settings = new ArrayList<>();

    @Override
    public ExitCode run(Invocation invocation) throws Exception {
        invocation.plain().end();
        List<Node> nodes = nodes(servesKafka(invocation.terminal()));
        Path launcher = Launcher.find();
        LocalCluster cluster = new LocalCluster(
                launcher, nodes, further(), invocation.terminal().err());
        invocation.stop().onStop(cluster::stop, Duration.ofSeconds(5));
        try {
            cluster.start();
            tell(invocation.out(), launcher, nodes, cluster.pids());
            cluster.awaitEnd();
        } finally {
            cluster.stop();
        }
        throw CliException.failed("all brokers have stopped");
    }

    /** Whether the brokers have that transport, going by what they are given: else they would refuse its address. */
    private boolean servesKafka(Terminal terminal) {
        return ConfigLoader.load(
                        Optional.ofNullable(config),
                        ServerOptions.brokerEnvironment(terminal),
                        NameValue.parse("--set", settings))
                .settings()
                .get(PluginKeys.TRANSPORTS)
                .contains("kafka");
    }

    List<Node> nodes(boolean servesKafka) {
        if (brokers < 1 || brokers > MOST) {
            throw CliException.usage("--brokers: " + brokers + " is out of range; allowed are 1 to " + MOST);
        }
        int highest = 65_535 - brokers + 1;
        checkPort("--grpc-port", grpcPort, highest);
        checkPort("--kafka-port", kafkaPort, highest);
        checkPort("--raft-port", raftPort, highest);
        checkPort("--http-port", httpPort, highest);
        return IntStream.range(0, brokers)
                .mapToObj(i -> new Node(
                        "node" + (i + 1),
                        new HostPort("127.0.0.1", grpcPort + i),
                        servesKafka ? Optional.of(new HostPort("127.0.0.1", kafkaPort + i)) : Optional.empty(),
                        new HostPort("127.0.0.1", raftPort + i),
                        new HostPort("127.0.0.1", httpPort + i),
                        dataDir.resolve("node" + (i + 1))))
                .toList();
    }

    private static void checkPort(String flag, int port, int highest) {
        if (port < 1 || port > highest) {
            throw CliException.usage(flag + ": " + port + " is out of range; allowed are 1 to " + highest);
        }
    }

    private List<String> further() {
        NameValue.parse("--set", settings); // a mistake is told once, not by each broker
        List<String> arguments = new ArrayList<>();
        if (config != null) {
            arguments.addAll(List.of("--config", config.toString()));
        }
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    private static void tell(Output out, Path launcher, List<Node> nodes, List<Long> pids) {
        Table table = Table.of("BROKER", "CLIENTS", "KAFKA CLIENTS", "BROKERS", "HEALTH", "PID", "DATA");
        IntStream.range(0, nodes.size())
                .forEach(i -> table.row(
                        nodes.get(i).id(),
                        nodes.get(i).grpc(),
                        nodes.get(i).kafka().map(HostPort::toString).orElse("-"),
                        nodes.get(i).raft(),
                        "http://" + nodes.get(i).http() + "/health/ready",
                        pids.get(i),
                        nodes.get(i).dataDirectory()));
        String gokafka = shown(launcher);
        HostPort first = nodes.getFirst().grpc();
        out.text("\nA cluster of " + nodes.size() + (nodes.size() == 1 ? " broker" : " brokers") + " is ready:\n\n"
                + table.render() + "\nNow, in another terminal:\n\n"
                + "  " + gokafka + " produce " + first + " greetings 0 \"first message\"\n"
                + "  " + gokafka + " consume " + first + " greetings 0\n"
                + "  " + gokafka + " brokers list --bootstrap-server " + first + "\n"
                + "  kill -9 " + pids.getFirst() + "    and produce and consume through "
                + nodes.getLast().grpc() + "\n\nCtrl-C stops all brokers; the same command starts them again with their"
                + " data.\n\n");
        out.flush();
    }

    /** Relative to here if that is shorter, and quoted if a shell would split it. */
    private static String shown(Path launcher) {
        String here = Path.of("")
                .toAbsolutePath()
                .relativize(launcher.toAbsolutePath())
                .toString();
        String shorter = here.length() < launcher.toString().length() ? here : launcher.toString();
        return shorter.matches("[A-Za-z0-9._/@+-]+") ? shorter : "'" + shorter + "'";
    }
}
