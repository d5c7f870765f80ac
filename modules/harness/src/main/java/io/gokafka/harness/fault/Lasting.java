package io.gokafka.harness.fault;

import java.time.Duration;
import java.util.Optional;

/** A fault that lasts for a given time. */
record Lasting(Fault fault, Duration time) implements Wrapped {
    @Override
    public Optional<Duration> length() {
        return Optional.of(time);
    }
}
