package io.gokafka.harness.workload;

import java.time.Duration;

/**
 * A time in which the harness itself did not get to run: what clients measured in it says little of the brokers.
 *
 * @param from nanoseconds since the run began
 * @param to the same
 */
public record Stall(long from, long to) {
    /** How long it was. */
    public Duration duration() {
        return Duration.ofNanos(to - from);
    }
}
