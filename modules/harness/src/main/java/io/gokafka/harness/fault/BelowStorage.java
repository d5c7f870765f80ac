package io.gokafka.harness.fault;

import java.util.Optional;

/** A fault of the layer between a storage and its files, where a broker has one. */
record BelowStorage(Fault fault) implements Wrapped {
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
}
