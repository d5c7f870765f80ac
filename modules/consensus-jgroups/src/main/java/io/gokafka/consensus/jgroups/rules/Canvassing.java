package io.gokafka.consensus.jgroups.rules;

import io.gokafka.api.BrokerId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        /** A vote in a group that is new, so that replicas that remember nothing may give theirs. */
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
        BLANK
    }

    /**
     * A voter as it stands when it is asked.
     *
     * @param term its term
     * @param votedFor the organiser that has its vote of that term
     * @param liveLeader the leader of that term, if it knows one that it can reach
     * @param blank whether it remembers nothing
     * @param end the end of its log
     */
    public record Voter(
            long term, Optional<BrokerId> votedFor, Optional<BrokerId> liveLeader, boolean blank, LogEnd end) {}

    /**
     * What a voter answered.
     *
     * @param verdict its verdict
     * @param end the end of its log
     * @param voters the group's voters by its log
     */
    public record Answer(Verdict verdict, LogEnd end, List<BrokerId> voters) {
        private boolean isBlankAndEmpty() {
            return verdict == Verdict.BLANK && end.isOfNewLog();
        }

        private boolean isEmpty() {
            return isBlankAndEmpty() || (verdict == Verdict.GRANTED && end.isOfNewLog());
        }
    }

    /**
     * What a voter answers. Whether it is one, the organiser's log says: by its own it may not be any more, or not yet, and
     * still be needed until that change is committed (Raft dissertation, section 4.2.2). A term is only entered when the vote is given. A leader that asks is about to hand over or to
     * begin a new term itself: that its own term is alive is no reason to refuse it.
     */
    public static Verdict answer(Voter self, Kind kind, long term, BrokerId organizer) {
        if (self.liveLeader().filter(l -> !l.equals(organizer)).isPresent()) {
            return Verdict.LED;
        }
        if (self.blank() && kind != Kind.FIRST_VOTE) {
            return Verdict.BLANK;
        }
        if (kind == Kind.FIRST_VOTE && !self.end().isOfNewLog()) {
            return Verdict.STALE; // the group had a leader: it is not new
        }
        return kind == Kind.PROBE || mayVote(self, term, organizer) ? Verdict.GRANTED : Verdict.STALE;
    }

    private static boolean mayVote(Voter self, long term, BrokerId organizer) {
        boolean otherHasVote = self.votedFor().filter(v -> !v.equals(organizer)).isPresent();
        if (term == self.term() && self.end().term() == term) {
            return false; // the term had its leader: whoever asks does so a second time
        }
        return term > self.term()
                || (term == self.term() && !otherHasVote && self.liveLeader().isEmpty());
    }

    /**
     * How a group without a leader goes on after asking around.
     *
     * @param voters the voters as the organiser's log has them
     * @param answers the answers, the organiser's own among them
     * @return the kind of vote to ask for; nothing when it would be in vain
     */
    public static Optional<Kind> afterProbe(List<BrokerId> voters, Map<BrokerId, Answer> answers) {
        Map<BrokerId, Answer> ofVoters = new HashMap<>(answers);
        ofVoters.keySet().retainAll(voters);
        if (ofVoters.values().stream().anyMatch(a -> a.verdict() == Verdict.LED)) {
            return Optional.empty();
        }
        if (leader(answers).isPresent()) {
            return Optional.of(Kind.VOTE);
        }
        return isNew(voters, ofVoters) ? Optional.of(Kind.FIRST_VOTE) : Optional.empty();
    }

    /**
     * Whether the group never had an entry: a majority remembers nothing and nobody who answered remembers anything, or all
     * have answered and none has an entry (some remember a first election that came to nothing). A voter that lost its disk
     * looks like a new one; as long as only a minority did, someone in either case has entries and says so.
     */
    private static boolean isNew(List<BrokerId> voters, Map<BrokerId, Answer> answers) {
        boolean nobodyRemembers = Quorum.isMajority(voters, answers::containsKey)
                && answers.values().stream().allMatch(Answer::isBlankAndEmpty);
        boolean nobodyHasEntries = answers.keySet().containsAll(voters)
                && answers.values().stream().allMatch(Answer::isEmpty);
        return nobodyRemembers || nobodyHasEntries;
    }

    /**
     * The leader that a round of votes yields: the voter with the most up to date log, among equals the most preferred, as
     * though it had collected the votes itself (Raft, section 5.4.1). The majority is one of the voters by <em>its</em> log:
     * the organiser's may be from before a change, and majorities of sets further apart need not overlap.
     *
     * @param answers what was answered; only votes are looked at
     * @return the leader; nothing without a majority
     */
    public static Optional<BrokerId> leader(Map<BrokerId, Answer> answers) {
        Map<BrokerId, Answer> votes = new TreeMap<>(answers);
        votes.values().removeIf(a -> a.verdict() != Verdict.GRANTED);
        Optional<Answer> best = votes.values().stream().max(Comparator.comparing(Answer::end));
        if (best.isEmpty() || !Quorum.isMajority(best.get().voters(), votes::containsKey)) {
            return Optional.empty();
        }
        votes.values().removeIf(a -> !a.end().equals(best.get().end()));
        return best.get().voters().stream()
                .filter(votes::containsKey)
                .findFirst()
                // a leader that was removing itself may be the only one that has that entry (dissertation, 4.2.2)
                .or(() -> votes.keySet().stream().findFirst());
    }

    /** As {@link #leader}, but with a wish that is granted when no vote speaks against it. */
    public static Optional<BrokerId> leader(Map<BrokerId, Answer> answers, BrokerId wished) {
        Optional<BrokerId> leader = leader(answers);
        Answer ofWished = answers.get(wished);
        boolean asGood = leader.isPresent()
                && ofWished != null
                && ofWished.verdict() == Verdict.GRANTED
                && ofWished.equals(answers.get(leader.get()));
        return asGood ? Optional.of(wished) : leader;
    }
}
