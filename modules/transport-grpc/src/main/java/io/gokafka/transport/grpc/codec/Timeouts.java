package io.gokafka.transport.grpc.codec;

import java.time.Duration;

/** How long a broker shall wait for the other replicas. */
final class Timeouts {
    /** What the way there and back may take, beside the broker's own time. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration DEFAULT = Duration.ofSeconds(30);

    private Timeouts() {}

    /** Milliseconds, 0 for the default. */
    static Duration read(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException(
                    "timeout_ms is " + millis + ": allowed are 1 or more, and 0 for the default");
        }
        return millis == 0 ? DEFAULT : Duration.ofMillis(millis);
    }
}
