package io.gokafka.transport.grpc.server;

import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps what strangers send out of the operator's log: gRPC logs a stack trace for each connection that does not speak
 * HTTP/2, and for each message that is no protobuf. Levels that the operator has set are left alone.
 */
final class QuietLogs {
    /** Java forgets a logger, and its level, that nobody holds. */
    private static final List<Logger> HELD = List.of(
            quiet("io.grpc.netty.NettyServerTransport.connections"),
            quiet("io.grpc.netty.NettyServerHandler"),
            withoutUnreadable("io.grpc.internal.SerializingExecutor"),
            withoutUnreadable("io.grpc.internal.ServerImpl"),
            withoutUnreadable("io.grpc.netty.NettyServerStream"));

    private QuietLogs() {}

    /** Sees to it, once. */
    static int install() {
        return HELD.size();
    }

    private static Logger quiet(String name) {
        Logger logger = Logger.getLogger(name);
        if (logger.getLevel() == null) {
            logger.setLevel(Level.SEVERE);
        }
        return logger;
    }

    /** A message that cannot be parsed, or is too large, ends its call with a status; that is all there is to say about it. */
    private static Logger withoutUnreadable(String name) {
        Logger logger = Logger.getLogger(name);
        if (logger.getFilter() == null) {
            logger.setFilter(record -> !(record.getThrown() instanceof StatusRuntimeException));
        }
        return logger;
    }
}
