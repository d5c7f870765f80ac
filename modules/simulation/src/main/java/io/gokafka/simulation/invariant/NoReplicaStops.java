package io.gokafka.simulation.invariant;

/** A replica whose disk is well never finds that going on might lose or show wrong data. */
final class NoReplicaStops implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Stopped stopped) {
            throw new Violation(stopped.broker() + " has stopped: " + stopped.why(), stopped.why());
        }
    }
}
