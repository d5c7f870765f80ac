package io.gokafka.api.transport;

import io.gokafka.api.HostPort;

/**
 * A running listener. A transport holds codec and mapping, no policy.
 *
 * <p><b>Lifecycle.</b> From {@link TransportProvider#start} to {@link #close}.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * <p><b>Limits.</b> Frame size, connections and memory in flight are bounded, and checked before memory is taken. Bytes that are
 * not of the protocol cost the peer its connection, and nothing else.
 */
public interface Transport extends AutoCloseable {
    /** Where it listens: the port is the real one, also when the configuration said 0. */
    HostPort boundAddress();

    /** What clients and other brokers are told to connect to. */
    HostPort advertisedAddress();

    /** Takes no new requests, lets those in progress end within a few seconds, and releases the address. */
    @Override
    void close();
}
