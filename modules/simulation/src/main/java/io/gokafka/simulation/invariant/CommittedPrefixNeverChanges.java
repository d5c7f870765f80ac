package io.gokafka.simulation.invariant;

/** What is committed at an index is what any replica ever has committed there (Raft, figure 3, state machine safety). */
final class CommittedPrefixNeverChanges implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Committed c) {
            long index = c.entry().index();
            if (index > before.lastIndex() + 1) {
                throw new Violation(c.broker() + " has committed index " + index + ", but nothing is known of index "
                        + (before.lastIndex() + 1));
            }
            if (before.has(index) && !before.at(index).equals(c.entry())) {
                throw new Violation(
                        c.broker() + " has committed " + c.entry() + " where " + before.at(index) + " was committed");
            }
        }
    }
}
