package io.gokafka.transport.grpc.client;

import java.util.logging.Level;
import java.util.logging.Logger;

/** gRPC logs a stack trace for a host name that is unknown, which the caller is told anyway. */
final class ClientLogs {
    /** Java forgets a logger, and its level, that nobody holds. */
    private static final Logger CHANNELS = Logger.getLogger("io.grpc.internal.ManagedChannelImpl");

    private ClientLogs() {}

    /** Sees to it, unless the operator has set a level. */
    static void install() {
        if (CHANNELS.getLevel() == null) {
            CHANNELS.setLevel(Level.SEVERE);
        }
    }
}
