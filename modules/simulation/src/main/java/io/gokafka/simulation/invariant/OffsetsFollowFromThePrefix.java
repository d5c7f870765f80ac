package io.gokafka.simulation.invariant;

/** An entry begins at the offset where the one before it ends, and takes one offset a record. */
final class OffsetsFollowFromThePrefix implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Committed c && c.entry().index() == before.lastIndex() + 1) {
            LoggedEntry entry = c.entry();
            if (entry.baseOffset() != before.endOffset()
                    || entry.nextOffset() != entry.baseOffset() + entry.records()) {
                throw new Violation(c.broker() + " has " + entry + " where offset " + before.endOffset() + " is next");
            }
        }
    }
}
