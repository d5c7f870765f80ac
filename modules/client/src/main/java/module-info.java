/**
 * The Java client that applications and the command line use: producer, consumer and administration.
 *
 * <p>Only {@code io.gokafka.client} is for applications. The network is reached through a
 * {@link io.gokafka.api.transport.ClientTransportProvider}, found as a service or passed in; no transport is named here.
 *
 * @uses io.gokafka.api.transport.ClientTransportProvider when no provider is passed in
 */
module io.gokafka.client {
    requires transitive io.gokafka.api;
    requires static org.jspecify;

    exports io.gokafka.client;

    uses io.gokafka.api.transport.ClientTransportProvider;
}
