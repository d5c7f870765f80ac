package io.gokafka.transport.grpc.server;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the server's end.
 *
 * @param address where to listen
 * @param advertised what clients are told, if it differs
 * @param maxConnections connections at a time
 * @param maxCallsPerConnection calls at a time, streams included
 * @param maxInFlightBytes memory of all requests in progress, and as much of all answers
 * @param maxFetchBytes bytes of batches in one answer
 * @param drainTimeout what requests in progress get at the end
 */
public record ServerSettings(
        HostPort address,
        Optional<HostPort> advertised,
        int maxConnections,
        int maxCallsPerConnection,
        int maxInFlightBytes,
        int maxFetchBytes,
        Duration drainTimeout) {

    private static final ConfigKey<HostPort> ADDR =
            ConfigKey.address("grpc-addr", "127.0.0.1:9092", "Where the native API listens; port 0 takes a free one.");

    private static final ConfigKey<Optional<HostPort>> ADVERTISED_ADDR = new ConfigKey<>(
            "grpc-advertised-addr",
            "",
            "host:port, or nothing",
            "What clients and other brokers are told to connect to. Default: grpc-addr. Required when that listens on all"
                    + " addresses (0.0.0.0).",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(HostPort.parse(text)));

    private static final ConfigKey<Integer> MAX_CONNECTIONS = ConfigKey.integer(
            "grpc-max-connections", 1000, 1, 1_000_000, "Connections at a time; further ones are closed at once.");

    private static final ConfigKey<Integer> MAX_CALLS = ConfigKey.integer(
            "grpc-max-calls-per-connection",
            1000,
            1,
            1_000_000,
            "Calls of one connection at a time, open streams included; further ones wait in the client.");

    private static final ConfigKey<Long> MAX_IN_FLIGHT = ConfigKey.bytes(
            "grpc-max-in-flight-bytes",
            "64MiB",
            1 << 20,
            Integer.MAX_VALUE,
            "Memory that all requests in progress may take together, and as much again for answers. When it is used up,"
                    + " senders are slowed down, and after some seconds refused with OVERLOADED.");

    private static final ConfigKey<Long> MAX_FETCH = ConfigKey.bytes(
            "grpc-max-fetch-bytes",
            "16MiB",
            1 << 10,
            1 << 30,
            "Bytes of record batches in one answer, whatever the client asks for; a single larger batch is sent"
                    + " nevertheless.");

    private static final ConfigKey<Duration> DRAIN_TIMEOUT = ConfigKey.duration(
            "grpc-drain-timeout",
            "3s",
            Duration.ZERO,
            Duration.ofMinutes(1),
            "How long requests in progress may take to end when the broker stops.");

    /** All keys. */
    public static final List<ConfigKey<?>> KEYS =
            List.of(ADDR, ADVERTISED_ADDR, MAX_CONNECTIONS, MAX_CALLS, MAX_IN_FLIGHT, MAX_FETCH, DRAIN_TIMEOUT);

    /** Reads them. */
    public static ServerSettings of(Settings settings) {
        return new ServerSettings(
                settings.get(ADDR),
                settings.get(ADVERTISED_ADDR),
                settings.get(MAX_CONNECTIONS),
                settings.get(MAX_CALLS),
                settings.get(MAX_IN_FLIGHT).intValue(),
                settings.get(MAX_FETCH).intValue(),
                settings.get(DRAIN_TIMEOUT));
    }
}
