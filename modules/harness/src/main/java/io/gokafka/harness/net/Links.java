package io.gokafka.harness.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All restrictions that faults have put on a network, each until its own fault takes it away. Safe for use by several threads.
 */
public final class Links {
    private final Network network;
    private final List<Restriction> active = new ArrayList<>();

    public Links(Network network) {
        this.network = network;
    }

    /** Adds restrictions. */
    public synchronized void add(List<? extends Restriction> restrictions) throws IOException {
        active.addAll(restrictions);
        network.restrict(List.copyOf(active));
    }

    /** Takes away as many equal ones. */
    public synchronized void remove(List<? extends Restriction> restrictions) throws IOException {
        restrictions.forEach(active::remove);
        network.restrict(List.copyOf(active));
    }

    /** Takes away all. */
    public synchronized void heal() throws IOException {
        active.clear();
        network.restrict(List.of());
    }
}
