package io.gokafka.consensus.jgroups.rules;

import io.gokafka.api.BrokerId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of an election. As in JGroups-raft's {@code ELECTION}, one replica organises it: it collects the votes of a
 * majority for a new term and names as leader the voter among them whose log is most up to date. A voter votes for one
 * organiser a term, and an organiser names one leader, so a term has at most one leader; the leader's log is at least as up
 * to date as those of a majority, so it has all that is committed.
 */
public final class Canvassing {
    private Canvassing() {}

    /** What an organiser wants to know. */
    public enum Kind {
        /** Whether a vote would be given; nothing changes (Raft dissertation, section 9.6, pre-vote). */
        PROBE,
        /** A vote. */
        VOTE,
        /** A vote of a replica that remembers nothing, in a group that never had a leader. */
        FIRST_VOTE
    }

    /** A voter's answer. */
    public enum Verdict {
        /** The vote, or the promise of it. */
        GRANTED,
        /** No: it knows a leader that it can reach. */
        LED,
        /** No: its term is higher, or its vote of the term is given. */
        STALE,
        /** No: it remembers nothing (a new or wiped store), so it might have voted or acknowledged otherwise before. */
        BLANK,
        /** No: it is no voter. */
        NO_VOTER
    }

    /**
     * A voter as it stands when it is asked.
     *
     * @param term its term
     * @param votedFor the organiser that has its vote of that term
     * @param liveLeader the leader of that term, if it knows one that it can reach
     * @param voter whether it is a voter by its log
     * @param blank whether it remembers nothing
     */
    public record Voter(
            long term, Optional<BrokerId> votedFor, Optional<BrokerId> liveLeader, boolean voter, boolean blank) {}

    /**
     * What a voter answers. A term is only entered when the vote is given. A leader that asks is about to hand over or to
     * begin a new term itself: that its own term is alive is no reason to refuse it.
     */
    public static Verdict answer(Voter self, Kind kind, long term, BrokerId organizer) {
        if (!self.voter()) {
            return Verdict.NO_VOTER;
        }
        if (self.liveLeader().filter(l -> !l.equals(organizer)).isPresent()) {
            return Verdict.LED;
        }
        if (self.blank() && kind != Kind.FIRST_VOTE) {
            return Verdict.BLANK;
        }
        if (!self.blank() && kind == Kind.FIRST_VOTE) {
            return Verdict.STALE; // the group had a leader: it is not new
        }
        return kind == Kind.PROBE || mayVote(self, term, organizer) ? Verdict.GRANTED : Verdict.STALE;
    }

    private static boolean mayVote(Voter self, long term, BrokerId organizer) {
        boolean otherHasVote =
                self.votedFor().filter(v -> !v.equals(organizer)).isPresent();
        return term > self.term()
                || (term == self.term() && !otherHasVote && self.liveLeader().isEmpty());
    }

    /**
     * How a group without a leader goes on after asking around.
     *
     * @param voters the voters as the organiser's log has them
     * @param verdicts the answers, the organiser's own among them
     * @return the kind of vote to ask for; nothing when it would be in vain. Replicas that remember nothing elect only
     *     among themselves: then the group is new, or a majority has lost its disks
     */
    public static Optional<Kind> afterProbe(List<BrokerId> voters, Map<BrokerId, Verdict> verdicts) {
        if (verdicts.containsValue(Verdict.LED)) {
            return Optional.empty();
        }
        if (Quorum.isMajority(voters, v -> verdicts.get(v) == Verdict.GRANTED)) {
            return Optional.of(Kind.VOTE);
        }
        boolean allBlank = voters.stream()
                .map(verdicts::get)
                .allMatch(v -> v == null || v == Verdict.BLANK);
        return allBlank && Quorum.isMajority(voters, v -> verdicts.get(v) == Verdict.BLANK)
                ? Optional.of(Kind.FIRST_VOTE)
                : Optional.empty();
    }

    /**
     * The leader that a round of votes yields.
     *
     * @param voters the voters, in the order of preference
     * @param votes the log ends of those that gave their vote
     * @return among the most up to date the most preferred; nothing without a majority
     */
    public static Optional<BrokerId> leader(List<BrokerId> voters, Map<BrokerId, LogEnd> votes) {
        if (!Quorum.isMajority(voters, votes::containsKey)) {
            return Optional.empty();
        }
        LogEnd best = Collections.max(votes.values());
        return voters.stream().filter(v -> best.equals(votes.get(v))).findFirst();
    }

    /** As {@link #leader}, but with a wish that is granted when no vote speaks against it. */
    public static Optional<BrokerId> leader(List<BrokerId> voters, Map<BrokerId, LogEnd> votes, BrokerId wished) {
        LogEnd wishedEnd = votes.get(wished);
        boolean good = wishedEnd != null && votes.values().stream().allMatch(e -> e.compareTo(wishedEnd) <= 0);
        return good && Quorum.isMajority(voters, votes::containsKey) ? Optional.of(wished) : leader(voters, votes);
    }
}
