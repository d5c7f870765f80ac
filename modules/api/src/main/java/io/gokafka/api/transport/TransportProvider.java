package io.gokafka.api.transport;

import io.gokafka.api.config.ConfigKey;
import java.util.List;

/**
 * The entry point of a transport plugin, found by {@link java.util.ServiceLoader} and chosen by name
 * ({@code transports=...}).
 *
 * <p><b>Lifecycle.</b> Has a public constructor without parameters that does nothing. <b>Threading.</b> Called by one
 * thread.
 */
public interface TransportProvider {
    /** The name that the configuration uses, and of the endpoint in a broker's description: lower case, unique. */
    String name();

    /** The plugin's own settings; their names begin with {@link #name()}, as {@code grpc-addr}. */
    List<ConfigKey<?>> settings();

    /**
     * Binds the listener. Requests are served as soon as this returns, or shortly before.
     *
     * @throws TransportException when the address cannot be bound; the message tells the operator why
     */
    Transport start(TransportContext context);
}
