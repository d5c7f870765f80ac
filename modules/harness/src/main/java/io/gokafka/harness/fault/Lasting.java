package io.gokafka.harness.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** A fault that lasts for a given time. */
record Lasting(Fault fault, Duration time) implements Fault {
    @Override
    public String name() {
        return fault.name();
    }

    @Override
    public String description() {
        return fault.description();
    }

    @Override
    public Optional<Duration> length() {
        return Optional.of(time);
    }

    @Override
    public Optional<Ongoing> begin(World world, Random random) throws IOException {
        return fault.begin(world, random);
    }
}
