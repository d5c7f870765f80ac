package io.gokafka.broker.lifecycle;

import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.Snapshot;
import java.util.function.Consumer;

/** Listens for a replica's fault, and nothing else. */
record FaultListener(Consumer<Throwable> onFault) implements ReplicaListener {
    @Override
    public void onRole(Role role) {
        // not a fault
    }

    @Override
    public void onCommit(long commitIndex, long highWatermark) {
        // not a fault
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        // not a fault
    }

    @Override
    public void onFailure(Throwable fault) {
        onFault.accept(fault);
    }
}
