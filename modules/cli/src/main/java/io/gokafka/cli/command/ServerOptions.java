package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import io.gokafka.broker.config.ConfigLoader;
import io.gokafka.broker.config.LoadedConfig;
import io.gokafka.cli.io.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A broker's settings. The common ones have a flag; all of them can be set by {@code --set}; values are checked by the broker. */
final class ServerOptions {
    @Parameter(
            names = "--id",
            order = 1,
            placeholder = "NAME",
            description = "The broker's name, unique in its cluster")
    private @Nullable String id;

    @Parameter(names = "--grpc-addr", order = 2, placeholder = "HOST:PORT", description = "Where clients connect")
    private @Nullable String grpcAddr;

    @Parameter(
            names = "--kafka-addr",
            order = 3,
            placeholder = "HOST:PORT",
            description = "Where Kafka clients connect")
    private @Nullable String kafkaAddr;

    @Parameter(names = "--raft-addr", order = 4, placeholder = "HOST:PORT", description = "Where other brokers connect")
    private @Nullable String raftAddr;

    @Parameter(
            names = "--http-addr",
            order = 5,
            placeholder = "HOST:PORT",
            description = "Where /health/live, /health/ready and /cluster answer")
    private @Nullable String httpAddr;

    @Parameter(names = "--data-dir", order = 6, placeholder = "FOLDER", description = "Where logs and votes are kept")
    private @Nullable String dataDir;

    @Parameter(
            names = "--join-addr",
            order = 7,
            placeholder = "HOST:PORT[,...]",
            description = "Members of the cluster to join, by their gRPC or HTTP address; may be repeated")
    private List<String> joinAddrs = new ArrayList<>();

    @Parameter(
            names = "--config",
            order = 8,
            placeholder = "FILE",
            description = "Configuration file (default conf/gokafka.properties of the installation)")
    private @Nullable Path config;

    @Parameter(
            names = "--set",
            order = 9,
            placeholder = "KEY=VALUE",
            description = "Any other setting, over that of the file and of the environment; may be repeated")
    private List<String> settings = new ArrayList<>();

    /** Joins this member's cluster. */
    void join(String address) {
        joinAddrs.add(0, address);
    }

    /** All sources together; a flag goes over {@code --set}. */
    LoadedConfig load(Terminal terminal) {
        return ConfigLoader.load(Optional.ofNullable(config), brokerEnvironment(terminal), overrides());
    }

    Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>(NameValue.parse("--set", settings));
        put(overrides, "id", id);
        put(overrides, "grpc-addr", grpcAddr);
        put(overrides, "kafka-addr", kafkaAddr);
        put(overrides, "raft-addr", raftAddr);
        put(overrides, "http-addr", httpAddr);
        put(overrides, "data-dir", dataDir);
        put(overrides, "join-addr", joinAddrs.isEmpty() ? null : String.join(",", joinAddrs));
        return overrides;
    }

    /** The environment without the variables that are the command line's own: a broker refuses those that it does not know. */
    static Map<String, String> brokerEnvironment(Terminal terminal) {
        Map<String, String> environment = new HashMap<>(terminal.environment());
        environment.remove(ConnectionOptions.VARIABLE);
        environment.remove("GOKAFKA_DEBUG");
        return environment;
    }

    private static void put(Map<String, String> overrides, String key, @Nullable String value) {
        if (value != null) {
            overrides.put(key, value);
        }
    }
}
