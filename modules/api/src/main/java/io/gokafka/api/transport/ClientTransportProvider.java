package io.gokafka.api.transport;

import io.gokafka.api.config.Settings;

/**
 * The client's end of a transport, found by {@link java.util.ServiceLoader}.
 *
 * <p><b>Lifecycle.</b> Has a public constructor without parameters that does nothing. <b>Threading.</b> Safe for use by
 * several threads.
 */
public interface ClientTransportProvider {
    /** The same name as that of the server's end; also of the endpoint to connect to in a broker's description. */
    String name();

    /** Makes a pool of connections; nothing is connected yet. */
    ClientTransport open(Settings settings);
}
