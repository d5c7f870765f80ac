package io.gokafka.consensus.jgroups.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.rules.Canvassing.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The decisions, as functions. */
class RulesTest {
    private static final BrokerId A = new BrokerId("a");
    private static final BrokerId B = new BrokerId("b");
    private static final BrokerId C = new BrokerId("c");
    private static final BrokerId D = new BrokerId("d");
    private static final List<BrokerId> ABC = List.of(A, B, C);

    @Test
    void aMajorityIsOfVotersNotOfWhoeverIsThere() {
        assertTrue(Quorum.isMajority(ABC, Set.of(A, B)::contains));
        assertFalse(Quorum.isMajority(ABC, Set.of(A, D)::contains));
        assertEquals(3, Quorum.size(List.of(A, B, C, D)));
    }

    @Test
    void theCommitIndexIsWhatAMajorityHas() {
        Map<BrokerId, Long> durable = Map.of(A, 9L, B, 7L, C, 3L);
        assertEquals(7, Quorum.commitIndex(ABC, durable::get, 5, 2));
        assertEquals(2, Quorum.commitIndex(ABC, durable::get, 8, 2), "none of the leader's term is among it");
        assertEquals(8, Quorum.commitIndex(ABC, durable::get, 5, 8), "never back");
    }

    @Test
    void logsAreComparedByTermFirst() {
        assertTrue(new LogEnd(2, 1).compareTo(new LogEnd(1, 9)) > 0);
        assertTrue(new LogEnd(2, 3).compareTo(new LogEnd(2, 2)) > 0);
    }

    private static Canvassing.Answer vote(long term, long index) {
        return new Canvassing.Answer(Verdict.GRANTED, new LogEnd(term, index), ABC);
    }

    @Test
    void amongEquallyLongLogsThePreferredLeads() {
        assertEquals(Optional.of(A), Canvassing.leader(Map.of(C, vote(3, 5), A, vote(3, 5))));
        assertEquals(Optional.of(C), Canvassing.leader(Map.of(C, vote(3, 6), A, vote(3, 5))));
        assertEquals(Optional.empty(), Canvassing.leader(Map.of(A, vote(3, 5))));
        assertEquals(Optional.of(C), Canvassing.leader(Map.of(C, vote(3, 5), A, vote(3, 5)), C));
        assertEquals(Optional.of(A), Canvassing.leader(Map.of(C, vote(3, 5), A, vote(3, 6)), C));
    }

    @Test
    void aMajorityIsOfTheVotersInTheBestLog() {
        var grown = new Canvassing.Answer(Verdict.GRANTED, new LogEnd(4, 6), List.of(A, B, C, D));
        assertEquals(Optional.empty(), Canvassing.leader(Map.of(A, vote(3, 5), B, grown)), "two of four");
        assertEquals(Optional.of(B), Canvassing.leader(Map.of(A, vote(3, 5), C, vote(3, 5), B, grown)));
        var shrunk = new Canvassing.Answer(Verdict.GRANTED, new LogEnd(4, 6), List.of(A));
        assertEquals(Optional.of(C), Canvassing.leader(Map.of(A, vote(3, 5), C, shrunk)), "it was removing itself");
    }

    private static Optional<Kind> afterProbe(Canvassing.Answer... answers) {
        Map<BrokerId, Canvassing.Answer> all = new HashMap<>();
        for (int i = 0; i < answers.length; i++) {
            all.put(ABC.get(i), answers[i]);
        }
        return Canvassing.afterProbe(ABC, all);
    }

    @Test
    void aGroupBeginsOnlyWhenItNeverHadAnEntry() {
        LogEnd none = new LogEnd(0, 0);
        var blank = new Canvassing.Answer(Verdict.BLANK, none, ABC);
        var recovering = new Canvassing.Answer(Verdict.BLANK, new LogEnd(1, 5), ABC);
        var emptyVoter = new Canvassing.Answer(Verdict.GRANTED, none, ABC);
        var voter = new Canvassing.Answer(Verdict.GRANTED, new LogEnd(1, 5), ABC);
        var led = new Canvassing.Answer(Verdict.LED, none, ABC);
        assertEquals(Optional.of(Kind.FIRST_VOTE), afterProbe(blank, blank));
        assertEquals(Optional.empty(), afterProbe(blank));
        assertEquals(Optional.empty(), afterProbe(blank, blank, voter));
        assertEquals(Optional.empty(), afterProbe(blank, recovering));
        assertEquals(Optional.empty(), afterProbe(voter, blank), "the third may have what the blank one forgot");
        assertEquals(Optional.empty(), afterProbe(emptyVoter, blank), "likewise");
        assertEquals(Optional.of(Kind.FIRST_VOTE), afterProbe(emptyVoter, blank, blank), "a first vote that failed");
        assertEquals(Optional.of(Kind.VOTE), afterProbe(voter, voter, blank));
        assertEquals(Optional.empty(), afterProbe(voter, voter, led));
    }

    /** Majorities of neighbouring sets of voters overlap, and no step is worse than both ends. */
    @Test
    void votersChangeOneAtATime() {
        List<BrokerId> current = List.of(A, B, C);
        List<BrokerId> target = List.of(D, new BrokerId("e"), B);
        int steps = 0;
        Optional<List<BrokerId>> next = VotersPlan.next(current, target, A);
        while (next.isPresent()) {
            Set<BrokerId> changed = new HashSet<>(current);
            changed.removeAll(next.get());
            Set<BrokerId> added = new HashSet<>(next.get());
            added.removeAll(current);
            assertTrue(changed.size() + added.size() <= 1, current + " -> " + next.get());
            assertTrue(next.get().size() >= 3, "tolerates a fault");
            assertTrue(++steps < 10);
            current = next.get();
            next = VotersPlan.next(current, target, A);
        }
        assertEquals(target, current);
        assertTrue(steps >= 4);
    }

    @Test
    void aChangeOfTheOrderAloneIsAStep() {
        assertEquals(Optional.of(List.of(C, B, A)), VotersPlan.next(ABC, List.of(C, B, A), A));
    }

    @Test
    void theLeaderIsRemovedLast() {
        assertEquals(Optional.of(List.of(A, B)), VotersPlan.next(ABC, List.of(B), A));
        assertEquals(Optional.of(List.of(B)), VotersPlan.next(List.of(A, B), List.of(B), A));
    }
}
