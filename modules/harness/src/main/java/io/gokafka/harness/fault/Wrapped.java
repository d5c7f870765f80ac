package io.gokafka.harness.fault;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** Another fault, of which something more is known: where it is possible, or how long it lasts. */
interface Wrapped extends Fault {
    /** The other fault. */
    Fault fault();

    @Override
    default String name() {
        return fault().name();
    }

    @Override
    default String description() {
        return fault().description();
    }

    @Override
    default Optional<Ongoing> begin(World world, Random random) throws IOException {
        return fault().begin(world, random);
    }
}
