package io.gokafka.simulation.world;

import io.gokafka.broker.partition.Replica;
import java.time.Duration;

/**
 * What a broker knows of the {@link Catalog} in one of its lives: what an earlier one knew, at once; what is so as of this life,
 * after a while; and what comes later, later. As in the broker, only who has heard from the cluster in this life may take a
 * group for a new one.
 */
final class Knowledge {
    private final World world;
    private final SimulatedBroker broker;
    private final Process process;
    private final Replica replica;
    private final int lagMillis;
    private boolean ofThisLife;

    Knowledge(World world, SimulatedBroker broker, Process process, Replica replica) {
        this.world = world;
        this.broker = broker;
        this.process = process;
        this.replica = replica;
        this.lagMillis = 1 << world.scheduler().below(8);
    }

    /** Begins to hear. */
    void begin() {
        if (broker.knowsBegun()) {
            replica.begun();
        }
        hearLater();
    }

    /** Whether the group may never have had an entry, for all that is known here. */
    boolean mayBeNew() {
        return ofThisLife && !broker.knowsBegun();
    }

    private void hearLater() {
        process.after(Duration.ofMillis(world.scheduler().between(1, 1 + lagMillis)), "metadata", this::hear);
    }

    private void hear() {
        ofThisLife = true;
        if (world.catalog().hasBegun()) {
            broker.learnBegun();
            replica.begun();
        } else {
            hearLater();
        }
    }
}
