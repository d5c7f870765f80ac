package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import io.gokafka.api.HostPort;
import io.gokafka.cli.error.CliException;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which cluster, and how long to try. */
final class ConnectionOptions {
    /** The environment's word for which cluster. */
    static final String VARIABLE = "GOKAFKA_BOOTSTRAP_SERVER";

    private static final String DEFAULT = "127.0.0.1:9092";

    @Parameter(
            names = "--bootstrap-server",
            order = 80,
            placeholder = "HOST:PORT[,HOST:PORT]",
            description = "Brokers to ask first; any of the cluster will do (default " + DEFAULT
                    + ", or the environment's " + VARIABLE + ")")
    private @Nullable String bootstrap;

    @Parameter(
            names = "--timeout",
            order = 81,
            placeholder = "TIME",
            description = "How long to try, as 500ms, 10s or 2m (default 15s; produce: 2m a record; consume: 30s)")
    private @Nullable Duration timeout;

    boolean isBootstrapSet() {
        return bootstrap != null;
    }

    /** Sets the brokers, for a command that also takes them as its first plain argument. */
    void bootstrap(String addresses) {
        bootstrap = addresses;
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Opens a client, for operations that are tried for the usual time. */
    GokafkaClient connect(Invocation invocation) {
        return connect(invocation, Duration.ofSeconds(15));
    }

    /** Opens a client, for operations that are tried for some time unless the user wants another. */
    GokafkaClient connect(Invocation invocation, Duration usualTimeout) {
        Duration time = timeout().orElse(usualTimeout);
        ClientConfig config = config(invocation).withClientId("gokafka-cli").withOperationTimeout(time);
        Duration attempt = config.requestTimeout().compareTo(time) > 0 ? time : config.requestTimeout();
        return invocation.connector().connect(config.withRequestTimeout(attempt));
    }

    private ClientConfig config(Invocation invocation) {
        if (bootstrap != null) {
            return config("--bootstrap-server", bootstrap);
        }
        return invocation
                .terminal()
                .variable(VARIABLE)
                .map(addresses -> config(VARIABLE, addresses))
                .orElseGet(() -> ClientConfig.of(DEFAULT));
    }

    private static ClientConfig config(String source, String addresses) {
        try {
            return ClientConfig.of(addresses);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(source + ": " + e.getMessage());
        }
    }

    /** Whether a plain argument is meant as addresses of brokers: no topic's name has a colon. */
    static boolean areAddresses(String argument) {
        try {
            Arrays.stream(argument.split(",", -1)).map(String::strip).forEach(HostPort::parse);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
