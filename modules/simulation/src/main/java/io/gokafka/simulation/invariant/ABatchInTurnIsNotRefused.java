package io.gokafka.simulation.invariant;

/** An idempotent producer that sends its oldest batch alone is never told that something else must come first. */
final class ABatchInTurnIsNotRefused implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Refused refused) {
            throw new Violation(refused.toString());
        }
    }
}
