package io.gokafka.simulation.invariant;

/** What was committed in a term is in the logs of the leaders of all later ones (Raft, figure 3, leader completeness). */
final class LeadersHaveAllThatIsCommitted implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Led led) {
            long index = before.lastIndex();
            while (index > led.lastIndex() && before.termOfCommit(index) >= led.term()) {
                index--;
            }
            if (index > led.lastIndex()) {
                throw new Violation(led.broker() + " leads term " + led.term() + " with a log up to index "
                        + led.lastIndex() + ", but " + before.at(index) + " was committed in term "
                        + before.termOfCommit(index));
            }
        }
    }
}
