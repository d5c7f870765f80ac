package io.gokafka.simulation.invariant;

/**
 * An idempotent producer that sends its oldest batch alone is never told that something else must come first, unless by a leader that
 * does not know yet that another has followed it.
 */
final class ABatchInTurnIsNotRefused implements Invariant {
    private long latestTerm;

    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Led led) {
            latestTerm = Math.max(latestTerm, led.term());
        } else if (seen instanceof Observation.Refused refused && refused.term() >= latestTerm) {
            throw new Violation(refused.toString());
        }
    }
}
