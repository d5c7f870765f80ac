package io.gokafka.transport.grpc.client;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the client's end.
 *
 * @param connectTimeout for a connection to be made
 * @param requestTimeout for an answer, beside the time that a request itself allows the broker
 * @param maxResponseBytes largest answer that is read into memory
 * @param maxInFlightBytes what may be sent to one broker and not be answered
 */
public record ClientSettings(
        Duration connectTimeout, Duration requestTimeout, int maxResponseBytes, int maxInFlightBytes) {

    private static final ConfigKey<Duration> CONNECT_TIMEOUT = ConfigKey.duration(
            "grpc-client-connect-timeout",
            "2s",
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            "How long a client waits for a connection to a broker before it takes it as unreachable.");

    private static final ConfigKey<Duration> REQUEST_TIMEOUT = ConfigKey.duration(
            "grpc-client-request-timeout",
            "10s",
            Duration.ofMillis(100),
            Duration.ofMinutes(10),
            "How long a client waits for an answer, beside the time that the request itself allows the broker.");

    private static final ConfigKey<Long> MAX_RESPONSE = ConfigKey.bytes(
            "grpc-client-max-response-bytes",
            "128MiB",
            1 << 16,
            Integer.MAX_VALUE,
            "The largest answer that a client reads into memory.");

    private static final ConfigKey<Long> MAX_IN_FLIGHT = ConfigKey.bytes(
            "grpc-client-max-in-flight-bytes",
            "32MiB",
            1 << 10,
            Integer.MAX_VALUE,
            "Batches on their way to one broker that are not yet answered; further ones wait.");

    /** All keys. */
    public static final List<ConfigKey<?>> KEYS =
            List.of(CONNECT_TIMEOUT, REQUEST_TIMEOUT, MAX_RESPONSE, MAX_IN_FLIGHT);

    /** Reads them. */
    public static ClientSettings of(Settings settings) {
        return new ClientSettings(
                settings.get(CONNECT_TIMEOUT),
                settings.get(REQUEST_TIMEOUT),
                settings.get(MAX_RESPONSE).intValue(),
                settings.get(MAX_IN_FLIGHT).intValue());
    }
}
