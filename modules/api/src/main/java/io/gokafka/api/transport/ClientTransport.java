package io.gokafka.api.transport;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.Requests;

/**
 * Connections to brokers, one an address, made on first use and made again when they break.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface ClientTransport extends AutoCloseable {
    /**
     * The broker at an address. Its answers fail with {@link io.gokafka.api.request.RequestException}, of code
     * {@code UNAVAILABLE} when it cannot be reached. Requests that one thread submits are received in that order.
     */
    Requests broker(HostPort address);

    /** Closes all connections; requests in progress fail. */
    @Override
    void close();
}
