package io.gokafka.simulation.invariant;

import java.util.List;

/** All rules, with the history that they share. One thread. */
public final class Invariants {
    private final History history = new History();
    private final List<Invariant> all = List.of(
            new NoReplicaStops(),
            new TermAndVoteNeverGoBack(),
            new OneLeaderATerm(),
            new LeadersHaveAllThatIsCommitted(),
            new CommittedPrefixNeverChanges(),
            new OffsetsFollowFromThePrefix(),
            new HighWatermarkNeverGoesBack(),
            new LogStartIsCommittedAndNeverGoesBack(),
            new EachBatchOnceAndInOrder(),
            new AcknowledgedIsCommitted(),
            new ABatchInTurnIsNotRefused(),
            new DeclinedIsNeverCommitted(),
            new ReadersSeeWhatIsCommitted(),
            new BarriersSeeWhatWasCommitted(),
            new ReplicasBecomeEqual());

    /** What has happened so far. */
    public History history() {
        return history;
    }

    /** Checks something that has happened. */
    public void observe(Observation seen) {
        for (Invariant invariant : all) {
            invariant.check(seen, history);
        }
        history.add(seen);
    }

    /** Checks the end of a run. */
    public void end(List<FinalReplica> replicas) {
        all.forEach(i -> i.atEnd(replicas, history));
    }
}
