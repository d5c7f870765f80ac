package io.gokafka.simulation.invariant;

/** A read barrier that passes on a replica covers all that was committed, anywhere, when it was asked for. */
final class BarriersSeeWhatWasCommitted implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.BarrierPassed passed && passed.index() < passed.committedBefore()) {
            throw new Violation(passed.toString());
        }
    }
}
