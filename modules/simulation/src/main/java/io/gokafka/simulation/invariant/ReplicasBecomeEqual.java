package io.gokafka.simulation.invariant;

import java.util.List;

/** When all faults have ended and clients are done, all replicas have all that is committed, and nothing else. */
final class ReplicasBecomeEqual implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        // a rule about the end
    }

    @Override
    public void atEnd(List<FinalReplica> replicas, History history) {
        for (FinalReplica replica : replicas) {
            if (replica.commitIndex() != history.lastIndex() || replica.highWatermark() != history.endOffset()) {
                throw new Violation(replica.broker() + " is committed up to index " + replica.commitIndex()
                        + " at the end, not " + history.lastIndex());
            }
            for (LoggedEntry entry : replica.entries()) {
                if (!history.has(entry.index()) || !history.at(entry.index()).equals(entry)) {
                    throw new Violation(replica.broker() + " has " + entry + " at the end, which is not committed");
                }
            }
        }
    }
}
