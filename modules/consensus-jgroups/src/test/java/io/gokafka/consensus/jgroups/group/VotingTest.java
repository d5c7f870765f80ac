package io.gokafka.consensus.jgroups.group;

import static io.gokafka.consensus.jgroups.group.Bench.B;
import static io.gokafka.consensus.jgroups.group.Bench.C;
import static io.gokafka.consensus.jgroups.group.Bench.ME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Vote;
import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.rules.Canvassing.Verdict;
import io.gokafka.consensus.jgroups.rules.LogEnd;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.tck.storage.Batches;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a replica does when it is asked for its vote, or asks. */
class VotingTest {
    private static Verdict ask(Bench bench, io.gokafka.api.BrokerId organizer, long term, Kind kind) {
        bench.arrives(organizer, new Rpc.Canvass(term, kind)).run();
        return bench.take(Rpc.Ballot.class).getLast().verdict();
    }

    @Test
    void aVoteIsOnDiskBeforeItIsGiven() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        assertEquals(Verdict.GRANTED, ask(bench, B, 4, Kind.VOTE));
        assertEquals(new Vote(4, Optional.of(B)), bench.store.load());
    }

    @Test
    void aVoteThatCannotBeStoredIsNotGiven() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.store.failVotes();
        bench.arrives(B, new Rpc.Canvass(4, Kind.VOTE)).run();
        assertEquals(List.of(), bench.take(Rpc.Ballot.class));
        assertEquals(1, bench.listener.failures().size());
    }

    @Test
    void thereIsOneVoteATermAlsoAfterARestart() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        ask(bench, B, 4, Kind.VOTE);
        assertEquals(Verdict.STALE, ask(bench, C, 4, Kind.VOTE));
        bench.reopen().reach(B, C).run();
        assertEquals(Verdict.STALE, ask(bench, C, 4, Kind.VOTE));
        assertEquals(Verdict.GRANTED, ask(bench, B, 4, Kind.VOTE), "the same organiser may ask again");
    }

    /** The only replica that a group began with has lost its disk; others, which came later, have the log. */
    @Test
    void aReplicaThatHasLostItsLogDoesNotBeginTheGroupAnew() {
        Bench bench = new Bench(Map.of(), ME).notNew().open().reach(B, C).run();
        bench.replica().reachChanged(Map.of(ME, "me", B, "b", C, "c"), bench.replica()::startElection);
        bench.pass(Duration.ofSeconds(10));
        assertFalse(bench.replica().status().isLeader());
        assertEquals(Verdict.BLANK, ask(bench, B, 1, Kind.FIRST_VOTE));
        assertFalse(bench.take(Rpc.Ask.class).isEmpty(), "it asks for a leader instead");
    }

    @Test
    void aReplicaOfANewGroupBeginsIt() {
        Bench bench = new Bench(Map.of(), ME).open().reach().run();
        bench.replica().reachChanged(Map.of(ME, "me"), bench.replica()::startElection);
        bench.pass(Duration.ofSeconds(10));
        assertTrue(bench.replica().status().isLeader());
    }

    @Test
    void theReportedLogIsDurable() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.store.append(2, List.of(Batches.of(1, "not synced")));
        bench.reopen().reach(B, C).run();
        bench.store.forget();
        bench.arrives(B, new Rpc.Canvass(4, Kind.VOTE)).run();
        assertEquals(new LogEnd(1, 2), bench.take(Rpc.Ballot.class).getLast().end());
        assertEquals(List.of("sync", "vote 4 b"), bench.store.calls());
    }

    @Test
    void anOldLeadersEntriesAreNotAcceptedAfterTheVote() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.arrives(C, new Rpc.Append(2, 1, 1, 1, 0, 0, true)).run();
        bench.reach(B).run(); // c is gone
        assertEquals(Verdict.GRANTED, ask(bench, B, 3, Kind.VOTE));
        bench.take(Rpc.Ack.class);
        bench.arrives(C, new Rpc.Append(2, 2, 1, 1, 1, 0, true), Batches.of(2, "late"))
                .run();
        assertEquals(1, bench.store.bounds().lastIndex());
        assertEquals(List.of(), bench.take(Rpc.Ack.class));
    }

    @Test
    void aReplicaThatHasALeaderDoesNotVoteAgainstIt() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.arrives(B, new Rpc.Append(2, 1, 1, 1, 0, 0, true)).run();
        assertEquals(Verdict.LED, ask(bench, C, 9, Kind.PROBE));
        assertEquals(Verdict.LED, ask(bench, C, 9, Kind.VOTE));
        assertEquals(2, bench.store.load().term());
        assertEquals(Verdict.GRANTED, ask(bench, B, 3, Kind.VOTE), "but for the leader itself");
    }

    @Test
    void aReplicaThatRemembersNothingVotesOnlyInANewGroup() {
        Bench bench = new Bench(Map.of(), ME, B, C).open().reach(B, C).run();
        assertEquals(Verdict.BLANK, ask(bench, B, 4, Kind.PROBE));
        assertEquals(Verdict.BLANK, ask(bench, B, 4, Kind.VOTE));
        assertEquals(Vote.NONE, bench.store.load());
        assertEquals(Verdict.GRANTED, ask(bench, B, 1, Kind.FIRST_VOTE));
        assertEquals(Verdict.STALE, ask(bench, C, 1, Kind.FIRST_VOTE), "one vote a term");
        Bench old = Bench.voter().log(1).open().reach(B, C).run();
        assertEquals(Verdict.STALE, ask(old, B, 9, Kind.FIRST_VOTE), "the group is not new");
    }

    @Test
    void onlyTheOneWhoHasTheVoteNamesTheLeader() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        ask(bench, B, 4, Kind.VOTE);
        bench.arrives(C, new Rpc.Elected(4)).run();
        assertFalse(bench.replica().status().isLeader());
        bench.arrives(B, new Rpc.Elected(3)).run();
        assertFalse(bench.replica().status().isLeader());
        bench.arrives(B, new Rpc.Elected(4)).run();
        assertTrue(bench.replica().status().isLeader());
    }

    /** A message that comes twice, or late: a term that is led twice has two first entries at one index. */
    @Test
    void aLeaderIsNamedOnceATermAndInTheLifeThatVoted() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        ask(bench, B, 4, Kind.VOTE);
        bench.arrives(B, new Rpc.Elected(4)).run();
        bench.replica().reachChanged(Map.of(ME, "me"), bench.replica()::majorityLost);
        bench.run();
        bench.arrives(B, new Rpc.Elected(4)).run();
        assertFalse(bench.replica().status().isLeader());
        assertEquals(Verdict.STALE, ask(bench, B, 4, Kind.VOTE), "the term had its leader");
        bench.arrives(B, new Rpc.Elected(4)).run();
        assertFalse(bench.replica().status().isLeader());
        assertEquals(2, bench.store.bounds().lastIndex(), "one first entry of the term");
        Bench other = Bench.voter().log(1).open().reach(B, C).run();
        ask(other, B, 4, Kind.VOTE);
        other.reopen().reach(B, C).run();
        other.arrives(B, new Rpc.Elected(4)).run();
        assertFalse(other.replica().status().isLeader());
    }

    @Test
    void theMostUpToDateVoterIsNamed() {
        Bench bench = Bench.voter().log(1).open();
        bench.replica().reachChanged(Map.of(ME, "me", B, "b", C, "c"), bench.replica()::startElection);
        bench.run();
        for (Kind kind : List.of(Kind.PROBE, Kind.VOTE)) {
            long term = bench.take(Rpc.Canvass.class).getLast().term();
            bench.arrives(
                    B,
                    new Rpc.Ballot(
                            1, term, kind, Verdict.GRANTED, new LogEnd(1, 1), List.of(ME, B, C), Optional.empty()));
            bench.arrives(
                    C,
                    new Rpc.Ballot(
                            1, term, kind, Verdict.GRANTED, new LogEnd(1, 2), List.of(ME, B, C), Optional.empty()));
            bench.run();
        }
        assertFalse(bench.replica().status().isLeader());
        Bench.Sent named = bench.sent.stream()
                .filter(s -> s.rpc() instanceof Rpc.Elected)
                .findFirst()
                .orElseThrow();
        assertEquals(C, named.to());
    }

    @Test
    void anOrganiserThatVotedInALaterTermDoesNotLeadTheEarlierOne() {
        Bench bench = Bench.voter().log(1).open();
        bench.replica().reachChanged(Map.of(ME, "me", B, "b", C, "c"), bench.replica()::startElection);
        bench.run();
        LogEnd end = new LogEnd(0, 0);
        long asked = bench.take(Rpc.Canvass.class).getLast().term();
        bench.arrives(
                B, new Rpc.Ballot(1, asked, Kind.PROBE, Verdict.GRANTED, end, List.of(ME, B, C), Optional.empty()));
        bench.arrives(
                C, new Rpc.Ballot(1, asked, Kind.PROBE, Verdict.GRANTED, end, List.of(ME, B, C), Optional.empty()));
        bench.run();
        long term = bench.take(Rpc.Canvass.class).getLast().term();
        assertEquals(Verdict.GRANTED, ask(bench, C, term + 1, Kind.VOTE));
        bench.arrives(
                B, new Rpc.Ballot(term, term, Kind.VOTE, Verdict.GRANTED, end, List.of(ME, B, C), Optional.empty()));
        bench.arrives(
                C, new Rpc.Ballot(term, term, Kind.VOTE, Verdict.GRANTED, end, List.of(ME, B, C), Optional.empty()));
        bench.run();
        assertFalse(bench.replica().status().isLeader());
        assertEquals(List.of(), bench.listener.failures());
    }

    @Test
    void anElectionIsRepeatedUntilThereIsALeader() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.pass(Duration.ofSeconds(30));
        long rounds = bench.take(Rpc.Canvass.class).size() / 2;
        assertTrue(rounds > 20, rounds + " rounds in 30 s");
        assertEquals(1, bench.store.load().term(), "asking in vain does not raise the term");
    }

    /** Else voters that are none of the group's first ones would not see each other after all have been restarted. */
    @Test
    void theViewShowsTheVotersOfTheLogFromTheStart() {
        BrokerId later = new BrokerId("later");
        Bench bench = Bench.voter();
        bench.store.append(1, List.of(Bench.first(1, List.of(ME, later))));
        bench.open();
        assertEquals(List.of(ME, later), bench.shown);
    }

    @Test
    void withoutAMajorityInReachNothingIsTried() {
        Bench bench = Bench.voter().log(1).open().reach().run();
        bench.pass(Duration.ofSeconds(30));
        assertEquals(List.of(), bench.take(Rpc.Canvass.class));
    }
}
