package io.gokafka.harness.workload;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Keeps clients from telling at length of failures that a history has anyway. */
final class ClientLogs {
    /** Kept here, as the logging would forget loggers, with their levels, that nobody holds. */
    private static final List<Logger> QUIET = Stream.of("org.apache.kafka", "io.gokafka", "io.grpc", "io.netty")
            .map(Logger::getLogger)
            .toList();

    private ClientLogs() {}

    /** From now on; may be called again. */
    static void quiet() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
