package io.gokafka.simulation.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Vote;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every rule is fed what breaks it, after what does not. */
class InvariantsTest {
    private static final BrokerId A = new BrokerId("a");
    private static final BrokerId B = new BrokerId("b");

    private final History history = new History();

    /** A term's first entry, at index 1. */
    private static LoggedEntry first(long term) {
        return new LoggedEntry(1, term, 0, 0, 0, 7, LoggedEntry.NO_NAME, -1, -1, -1, -1);
    }

    /** A batch of one record of producer 9, one offset after the index. */
    private static LoggedEntry batch(long index, long name, int sequence) {
        return new LoggedEntry(index, 1, index - 2, index - 1, 1, 1, name, 9, 0, sequence, -1);
    }

    private static LoggedEntry logStart(long index, long offset, long start) {
        return new LoggedEntry(index, 1, offset, offset, 0, 3, LoggedEntry.NO_NAME, -1, -1, -1, start);
    }

    private static Observation.Committed committed(LoggedEntry entry) {
        return new Observation.Committed(A, 1, entry);
    }

    private static Observation sent(long name) {
        return new Observation.Sent(new SentBatch(name, 1, 9));
    }

    private void holds(Invariant invariant, Observation... seen) {
        for (Observation observation : seen) {
            invariant.check(observation, history);
            history.add(observation);
        }
    }

    private void breaks(Invariant invariant, Observation seen) {
        assertThrows(Violation.class, () -> invariant.check(seen, history));
    }

    private static FinalReplica replica(long commit, long highWatermark, long start, LoggedEntry... entries) {
        return new FinalReplica(B, commit, highWatermark, start, List.of(entries));
    }

    private void breaksAtEnd(Invariant invariant, FinalReplica replica) {
        assertThrows(Violation.class, () -> invariant.atEnd(List.of(replica), history));
    }

    @Test
    void aReplicaDoesNotStop() {
        holds(new NoReplicaStops(), new Observation.Opened(A));
        breaks(new NoReplicaStops(), new Observation.Stopped(A, new IllegalStateException("it differs")));
    }

    @Test
    void aTermDoesNotGoBackUnlessTheDiskIsLost() {
        Invariant rule = new TermAndVoteNeverGoBack();
        holds(rule, new Observation.Voted(A, new Vote(5, Optional.of(A))));
        breaks(rule, new Observation.Voted(A, new Vote(4, Optional.empty())));
        Invariant another = new TermAndVoteNeverGoBack();
        holds(another, new Observation.Voted(A, new Vote(5, Optional.of(A))), new Observation.Wiped(A));
        holds(another, new Observation.Voted(A, new Vote(4, Optional.empty())));
    }

    @Test
    void aTermHasOneVote() {
        Invariant rule = new TermAndVoteNeverGoBack();
        holds(rule, new Observation.Voted(A, new Vote(5, Optional.empty())));
        holds(rule, new Observation.Voted(A, new Vote(5, Optional.of(A))));
        breaks(rule, new Observation.Voted(A, new Vote(5, Optional.of(B))));
    }

    @Test
    void aTermHasOneLeader() {
        Invariant rule = new OneLeaderATerm();
        holds(rule, new Observation.Led(A, 1, 0), new Observation.Led(B, 2, 0), new Observation.Led(A, 1, 0));
        breaks(rule, new Observation.Led(B, 1, 0));
    }

    @Test
    void aLeaderHasWhatWasCommittedInEarlierTerms() {
        Invariant rule = new LeadersHaveAllThatIsCommitted();
        holds(rule, committed(first(1)), committed(batch(2, 100, 0)));
        holds(rule, new Observation.Led(B, 2, 2), new Observation.Led(B, 1, 1));
        breaks(rule, new Observation.Led(B, 2, 1));
    }

    @Test
    void aCommittedEntryDoesNotChange() {
        Invariant rule = new CommittedPrefixNeverChanges();
        holds(rule, committed(first(1)), committed(first(1)));
        breaks(rule, committed(first(2)));
        breaks(rule, committed(batch(3, 100, 0)));
    }

    @Test
    void offsetsFollowFromThePrefix() {
        Invariant rule = new OffsetsFollowFromThePrefix();
        holds(rule, committed(first(1)), committed(batch(2, 100, 0)));
        breaks(rule, committed(new LoggedEntry(3, 1, 2, 3, 1, 1, 101, 9, 0, 1, -1)));
        breaks(rule, committed(new LoggedEntry(3, 1, 1, 3, 1, 1, 101, 9, 0, 1, -1)));
    }

    @Test
    void theHighWatermarkNeitherGoesBackNorPassesWhatIsCommitted() {
        Invariant rule = new HighWatermarkNeverGoesBack();
        holds(rule, committed(first(1)), committed(batch(2, 100, 0)));
        holds(rule, new Observation.Advanced(A, 2, 1, 0));
        breaks(rule, new Observation.Advanced(A, 2, 0, 0));
        holds(rule, new Observation.Opened(A), new Observation.Advanced(A, 1, 0, 0));
        breaks(rule, new Observation.Advanced(A, 3, 2, 0));
    }

    @Test
    void theLogStartIsCommittedAndDoesNotGoBack() {
        Invariant rule = new LogStartIsCommittedAndNeverGoesBack();
        holds(rule, committed(first(1)), committed(batch(2, 100, 0)));
        breaks(rule, new Observation.Advanced(A, 2, 1, 1));
        Invariant another = new LogStartIsCommittedAndNeverGoesBack();
        holds(another, committed(logStart(3, 1, 1)), new Observation.Advanced(A, 3, 1, 1));
        breaks(another, new Observation.Advanced(A, 3, 1, 0));
        breaksAtEnd(another, replica(3, 1, 0));
    }

    @Test
    void onlyWhatWasSentIsCommittedAndOnce() {
        Invariant rule = new EachBatchOnceAndInOrder();
        holds(rule, sent(100), sent(101), committed(first(1)), committed(batch(2, 100, 0)));
        breaks(rule, committed(batch(3, 99, 1)));
        breaks(rule, committed(batch(3, 100, 1)));
        holds(rule, committed(batch(3, 101, 1)));
    }

    @Test
    void aProducersBatchesAreInOrderWithoutGaps() {
        Invariant rule = new EachBatchOnceAndInOrder();
        holds(rule, sent(100), sent(101), committed(first(1)), committed(batch(2, 100, 0)));
        breaks(rule, committed(batch(3, 101, 2)));
    }

    @Test
    void whatIsAcknowledgedIsCommittedThere() {
        Invariant rule = new AcknowledgedIsCommitted();
        holds(rule, committed(first(1)), committed(batch(2, 100, 0)), new Observation.Acknowledged(A, 100, 0));
        breaks(rule, new Observation.Acknowledged(A, 100, 1));
        breaks(rule, new Observation.Acknowledged(A, 101, 0));
        rule.atEnd(List.of(replica(2, 1, 0, first(1), batch(2, 100, 0)), replica(2, 1, 1)), history);
        breaksAtEnd(rule, replica(2, 1, 0, first(1)));
    }

    @Test
    void aBatchInTurnIsNotRefusedByTheLatestLeader() {
        Invariant rule = new ABatchInTurnIsNotRefused();
        holds(rule, new Observation.Led(A, 3, 0), new Observation.Refused(B, 2, 100, "a gap"));
        breaks(rule, new Observation.Refused(A, 3, 100, "a gap"));
    }

    @Test
    void aBatchThatWasDeclinedIsNeverCommitted() {
        Invariant rule = new DeclinedIsNeverCommitted();
        holds(
                rule,
                committed(first(1)),
                committed(batch(2, 100, 0)),
                new Observation.Declined(A, 101, "not the leader"));
        breaks(rule, committed(batch(3, 101, 1)));
        Invariant another = new DeclinedIsNeverCommitted();
        holds(another, committed(batch(2, 100, 0)));
        breaks(another, new Observation.Declined(A, 100, "not the leader"));
    }

    @Test
    void readersAreShownWhatIsCommitted() {
        Invariant rule = new ReadersSeeWhatIsCommitted();
        holds(rule, committed(first(1)), committed(batch(2, 100, 0)));
        holds(rule, new Observation.Shown(B, 1, batch(2, 100, 0)));
        breaks(rule, new Observation.Shown(B, 0, batch(2, 100, 0)));
        breaks(rule, new Observation.Shown(B, 1, batch(2, 101, 0)));
        breaks(rule, new Observation.Shown(B, 2, batch(3, 102, 0)));
    }

    @Test
    void aBarrierCoversWhatWasCommitted() {
        Invariant rule = new BarriersSeeWhatWasCommitted();
        holds(rule, new Observation.BarrierPassed(A, 5, 5));
        breaks(rule, new Observation.BarrierPassed(A, 5, 4));
    }

    @Test
    void allReplicasBecomeEqual() {
        Invariant rule = new ReplicasBecomeEqual();
        holds(rule, committed(first(1)), committed(batch(2, 100, 0)));
        rule.atEnd(List.of(replica(2, 1, 0, first(1), batch(2, 100, 0))), history);
        breaksAtEnd(rule, replica(1, 0, 0, first(1)));
        breaksAtEnd(rule, replica(2, 1, 0, first(2), batch(2, 100, 0)));
    }

    @Test
    void allRulesAreAsked() {
        Invariants all = new Invariants();
        all.observe(new Observation.Led(A, 1, 0));
        assertThrows(Violation.class, () -> all.observe(new Observation.Led(B, 1, 0)));
        all.observe(committed(first(1)));
        assertThrows(Violation.class, () -> all.end(List.of(replica(0, 0, 0))));
        assertEquals(1, all.history().lastIndex());
    }
}
