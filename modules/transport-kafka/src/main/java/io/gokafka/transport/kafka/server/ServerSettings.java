package io.gokafka.transport.kafka.server;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the Kafka listener.
 *
 * @param address where to listen
 * @param addressIsChosen whether the configuration names the address
 * @param advertised what clients are told, if it differs
 * @param maxConnections connections at a time
 * @param maxInFlightBytes memory of all requests in progress
 * @param maxFetchBytes bytes of batches in one answer
 * @param maxFetchSessions incremental fetch sessions that are kept
 * @param idleTimeout when a silent connection is closed
 * @param drainTimeout what requests in progress get at the end
 */
public record ServerSettings(
        HostPort address,
        boolean addressIsChosen,
        Optional<HostPort> advertised,
        int maxConnections,
        int maxInFlightBytes,
        int maxFetchBytes,
        int maxFetchSessions,
        Duration idleTimeout,
        Duration drainTimeout) {

    /** The transport's name, and that of its endpoint in a broker's description. */
    public static final String NAME = "kafka";

    private static final ConfigKey<HostPort> ADDR = ConfigKey.address(
            "kafka-addr",
            "127.0.0.1:29092",
            "Where Kafka clients connect (their bootstrap.servers); port 0 takes a free one. When the default is in use, as by another"
                    + " broker of this machine, a free port is taken.");

    private static final ConfigKey<Optional<HostPort>> ADVERTISED_ADDR = new ConfigKey<>(
            "kafka-advertised-addr",
            "",
            "host:port, or nothing",
            "What Kafka clients are told to connect to. Default: kafka-addr. Required when that listens on all addresses"
                    + " (0.0.0.0).",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(HostPort.parse(text)));

    private static final ConfigKey<Integer> MAX_CONNECTIONS = ConfigKey.integer(
            "kafka-max-connections", 1000, 1, 1_000_000, "Connections at a time; further ones are closed at once.");

    private static final ConfigKey<Long> MAX_IN_FLIGHT = ConfigKey.bytes(
            "kafka-max-in-flight-bytes",
            "64MiB",
            1 << 20,
            Integer.MAX_VALUE,
            "Memory that all requests in progress may take together. When it is used up, no more is read, which slows"
                    + " senders down.");

    private static final ConfigKey<Long> MAX_FETCH = ConfigKey.bytes(
            "kafka-max-fetch-bytes",
            "55MiB",
            1 << 10,
            1 << 30,
            "Bytes of record batches in one answer, whatever the client asks for; a single larger batch is sent"
                    + " nevertheless.");

    private static final ConfigKey<Integer> MAX_FETCH_SESSIONS = ConfigKey.integer(
            "kafka-max-fetch-sessions",
            1000,
            0,
            1_000_000,
            "Incremental fetch sessions that are kept, one for each consumer and broker; further consumers name all their"
                    + " partitions with each fetch.");

    private static final ConfigKey<Duration> IDLE_TIMEOUT = ConfigKey.duration(
            "kafka-idle-timeout",
            "10m",
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            "A connection that neither sends nor takes anything for so long is closed, unless the broker is at work for"
                    + " it.");

    private static final ConfigKey<Duration> DRAIN_TIMEOUT = ConfigKey.duration(
            "kafka-drain-timeout",
            "3s",
            Duration.ZERO,
            Duration.ofMinutes(1),
            "How long requests in progress may take to end when the broker stops.");

    /** All keys. */
    public static final List<ConfigKey<?>> KEYS = List.of(
            ADDR,
            ADVERTISED_ADDR,
            MAX_CONNECTIONS,
            MAX_IN_FLIGHT,
            MAX_FETCH,
            MAX_FETCH_SESSIONS,
            IDLE_TIMEOUT,
            DRAIN_TIMEOUT);

    /** Reads them. */
    public static ServerSettings of(Settings settings) {
        return new ServerSettings(
                settings.get(ADDR),
                settings.isSet(ADDR),
                settings.get(ADVERTISED_ADDR),
                settings.get(MAX_CONNECTIONS),
                settings.get(MAX_IN_FLIGHT).intValue(),
                settings.get(MAX_FETCH).intValue(),
                settings.get(MAX_FETCH_SESSIONS),
                settings.get(IDLE_TIMEOUT),
                settings.get(DRAIN_TIMEOUT));
    }
}
