package io.gokafka.client;

import io.gokafka.api.HostPort;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How a client reaches its cluster. Immutable.
 *
 * {@snippet :
 * ClientConfig config = ClientConfig.of("127.0.0.1:9092,127.0.0.1:9093")
 *         .withClientId("billing")
 *         .withOperationTimeout(Duration.ofSeconds(10));
 * }
 *
 * @param bootstrapServers brokers to ask first, in turn; any of the cluster will do; not empty
 * @param clientId what the client calls itself, for people; may be empty
 * @param requestTimeout how long one attempt waits for its answer, more than 0
 * @param operationTimeout how long an operation goes on with all its retries, more than 0
 * @param minBackoff the pause after the first failed attempt, more than 0; it doubles with each further one
 * @param maxBackoff the longest pause, {@code minBackoff} or more; a new leader is found at most so much too late
 */
public record ClientConfig(
        List<HostPort> bootstrapServers,
        String clientId,
        Duration requestTimeout,
        Duration operationTimeout,
        Duration minBackoff,
        Duration maxBackoff) {
    public ClientConfig {
        bootstrapServers = List.copyOf(bootstrapServers);
        Require.that(!bootstrapServers.isEmpty(), "no bootstrap server is given: name at least one as host:port");
        Require.positive("requestTimeout", requestTimeout);
        Require.positive("operationTimeout", operationTimeout);
        Require.positive("minBackoff", minBackoff);
        Require.that(
                maxBackoff.compareTo(minBackoff) >= 0,
                "maxBackoff " + maxBackoff + " is shorter than minBackoff " + minBackoff);
    }

    /**
     * The defaults: 10 s an attempt, 30 s an operation, pauses of 20 to 250 ms.
     *
     * @param bootstrap addresses as {@code host:port}, separated by commas
     * @throws IllegalArgumentException that says which address is wrong
     */
    public static ClientConfig of(String bootstrap) {
        List<HostPort> servers = Arrays.stream(bootstrap.split(",", -1))
                .map(String::strip)
                .map(HostPort::parse)
                .toList();
        return new ClientConfig(
                servers,
                "",
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMillis(20),
                Duration.ofMillis(250));
    }

    /** With another name of the client. */
    public ClientConfig withClientId(String id) {
        return new ClientConfig(bootstrapServers, id, requestTimeout, operationTimeout, minBackoff, maxBackoff);
    }

    /** With another time for one attempt. */
    public ClientConfig withRequestTimeout(Duration timeout) {
        return new ClientConfig(bootstrapServers, clientId, timeout, operationTimeout, minBackoff, maxBackoff);
    }

    /** With another time for an operation. */
    public ClientConfig withOperationTimeout(Duration timeout) {
        return new ClientConfig(bootstrapServers, clientId, requestTimeout, timeout, minBackoff, maxBackoff);
    }

    /** With other pauses between attempts. */
    public ClientConfig withBackoff(Duration min, Duration max) {
        return new ClientConfig(bootstrapServers, clientId, requestTimeout, operationTimeout, min, max);
    }
}
