package io.gokafka.harness.workload;

import java.time.Duration;

/**
 * How patient clients are: less than they are by default, so that a run of a minute ends.
 *
 * @param request with one attempt
 * @param operation with all attempts of an operation
 * @param delivery of a record
 */
public record ClientTimes(Duration request, Duration operation, Duration delivery) {
    /** 5 s, 15 s and 20 s. */
    public static final ClientTimes SHORT =
            new ClientTimes(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20));
}
