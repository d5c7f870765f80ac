package io.gokafka.simulation.invariant;

import java.util.List;

/** A rule that holds in every run. It throws a {@link Violation} when it is broken. One thread; as cheap as can be, it is asked often. */
public interface Invariant {
    /** Looks at something that has happened; the history does not have it yet. */
    void check(Observation seen, History before);

    /** Looks at what the replicas have after all faults have ended and all clients are done. */
    default void atEnd(List<FinalReplica> replicas, History history) {}
}
