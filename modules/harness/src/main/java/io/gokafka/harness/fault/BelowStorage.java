package io.gokafka.harness.fault;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** A fault of the layer between a storage and its files, where a broker has one. */
record BelowStorage(Fault fault) implements Fault {
    @Override
    public String name() {
        return fault.name();
    }

    @Override
    public String description() {
        return fault.description();
    }

    @Override
    public boolean isBelowStorage() {
        return true;
    }

    @Override
    public Optional<String> obstacle(World world) {
        return world.cluster().nodes().stream().anyMatch(node -> node.disk().isFaulty())
                ? Optional.empty()
                : Optional.of("nothing can be put below RocksDB");
    }

    @Override
    public Optional<Ongoing> begin(World world, Random random) throws IOException {
        return fault.begin(world, random);
    }
}
