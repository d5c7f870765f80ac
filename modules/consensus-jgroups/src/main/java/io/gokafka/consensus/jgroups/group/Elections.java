package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.rules.Canvassing;
import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.rules.Canvassing.Verdict;
import io.gokafka.consensus.jgroups.rules.Quorum;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replica's part in elections: it answers, and it organises when its turn has come (see {@link Canvassing}). Repeats as long
 * as there is no leader and a majority is in reach. For the group's thread.
 */
final class Elections {
    private static final Duration GRACE = Duration.ofMillis(20);
    private static final Duration SOON = Duration.ofMillis(30);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final int RETRY_MS = 100;
    private static final int RANK_MS = 250;
    private static final long FIRST_VOTE_NANOS = 2_000_000_000L;

    private record Round(
            Kind kind, long term, Optional<BrokerId> wished, Set<BrokerId> asked, Map<BrokerId, Rpc.Ballot> ballots) {
        boolean complete() {
            return ballots.keySet().containsAll(asked);
        }

        Map<BrokerId, Canvassing.Answer> answers() {
            Map<BrokerId, Canvassing.Answer> answers = new HashMap<>();
            ballots.forEach((voter, b) -> answers.put(voter, new Canvassing.Answer(b.verdict(), b.end(), b.voters())));
            return answers;
        }
    }

    private final Core core;
    private final long openedAt;
    private @Nullable Round round;
    private long highestTerm;
    private boolean retryArmed;
    /** The term in which another organiser may name this replica; kept in no store: once a term, and in the life that voted. */
    private long mayBeNamedIn;

    Elections(Core core) {
        this.core = core;
        this.openedAt = core.now();
    }

    /** Asks around, and holds an election if that would succeed. */
    void organize() {
        if (round == null
                && !core.leads()
                && core.mayElect()
                && core.liveLeader().isEmpty()) {
            begin(Kind.PROBE, core.terms().term() + 1, Optional.empty());
        }
    }

    /** The leader begins a new term, for itself or another. */
    void succeed(BrokerId wished) {
        round = null;
        begin(Kind.VOTE, core.terms().term() + 1, Optional.of(wished));
    }

    /** A leader was found, or the majority lost. */
    void cancel() {
        round = null;
    }

    private void begin(Kind kind, long term, Optional<BrokerId> wished) {
        Set<BrokerId> asked = new HashSet<>(core.votersInReach());
        asked.remove(core.self());
        Round begun = new Round(kind, term, wished, asked, new HashMap<>());
        round = begun;
        Rpc.Ballot own = answer(core.self(), kind, term);
        begun.ballots().put(core.self(), own);
        if (kind != Kind.PROBE && own.verdict() != Verdict.GRANTED) {
            // The own vote is what keeps an organiser from holding two elections in one term.
            giveUp();
            return;
        }
        asked.forEach(voter -> core.wire().send(voter, new Rpc.Canvass(term, kind)));
        core.after(core.settings().voteTimeout(), () -> conclude(begun, true));
        conclude(begun, false);
    }

    /** A replica that opened the group just now missed the question. */
    void opened(BrokerId replica) {
        Round now = round;
        if (now != null && now.asked().contains(replica) && !now.ballots().containsKey(replica)) {
            core.wire().send(replica, new Rpc.Canvass(now.term(), now.kind()));
        }
    }

    void reachChanged() {
        Round now = round;
        if (now != null) {
            now.asked().retainAll(core.votersInReach());
            conclude(now, false);
        }
    }

    void onCanvass(BrokerId from, Rpc.Canvass canvass) {
        Rpc.Ballot ballot = answer(from, canvass.kind(), canvass.term());
        core.wire().send(from, ballot);
        if (ballot.verdict() == Verdict.LED && !core.leads()) {
            // Another misses the leader: perhaps it has resigned, and only this replica did not hear it.
            core.liveLeader().ifPresent(leader -> core.wire().send(leader, new Rpc.Ask(ballot.term())));
        }
    }

    private Rpc.Ballot answer(BrokerId organizer, Kind kind, long term) {
        TermBook terms = core.terms();
        Canvassing.Voter self = new Canvassing.Voter(
                terms.term(),
                terms.votedFor(),
                core.liveLeader(),
                terms.blank(),
                core.book().end());
        boolean lost = kind == Kind.FIRST_VOTE && !core.env().spec().mayBeNew().getAsBoolean();
        Verdict verdict = lost ? Verdict.BLANK : Canvassing.answer(self, kind, term, organizer);
        if (verdict == Verdict.GRANTED && kind != Kind.PROBE) {
            core.syncNow(); // what is reported must not be forgotten
            core.voteGiven(organizer);
            terms.vote(term, organizer);
            mayBeNamedIn = term;
            retryLater();
        }
        return new Rpc.Ballot(
                terms.term(),
                term,
                kind,
                verdict,
                core.book().end(),
                core.book().voters(),
                core.liveLeader());
    }

    void onBallot(BrokerId from, Rpc.Ballot ballot) {
        Round now = round;
        highestTerm = Math.max(highestTerm, ballot.term());
        if (now != null
                && ballot.kind() == now.kind()
                && ballot.asked() == now.term()
                && now.asked().contains(from)) {
            now.ballots().put(from, ballot);
            conclude(now, false);
        }
    }

    /** Ends a round if it can be, or must be; else waits for the other answers. */
    @SuppressWarnings("ReferenceEquality") // whether it is still the round, not whether it is an equal one
    private void conclude(Round ending, boolean overdue) {
        if (round != ending) {
            return;
        }
        if (ending.kind() == Kind.PROBE) {
            concludeProbe(ending, overdue);
        } else {
            concludeVote(ending, overdue);
        }
    }

    private void concludeProbe(Round probe, boolean overdue) {
        List<BrokerId> voters = core.book().voters();
        Optional<BrokerId> leader = probe.ballots().values().stream()
                .filter(b -> b.verdict() == Verdict.LED)
                .findFirst()
                .flatMap(Rpc.Ballot::leader);
        Optional<Kind> next = Canvassing.afterProbe(voters, probe.answers());
        if (leader.isPresent()) {
            round = null;
            askLeader(leader.get());
            core.after(SOON, this::organize); // when the view there still shows a leader that is gone
        } else if (next.filter(k -> k == Kind.FIRST_VOTE && !allVotersAnswered(probe))
                        .isPresent()
                && isYoung()) {
            // Those who are not here yet could not vote for long after: better begin the group with all.
            if (overdue) {
                giveUp();
            }
        } else if (next.isPresent() && (probe.complete() || overdue)) {
            begin(next.get(), Math.max(core.terms().term(), highestTerm) + 1, Optional.empty());
        } else if (next.filter(k -> k == Kind.VOTE).isPresent()) {
            core.after(GRACE, () -> conclude(probe, true));
        } else if (probe.complete() || overdue) {
            giveUp();
        }
    }

    private boolean allVotersAnswered(Round probe) {
        return probe.ballots().keySet().containsAll(core.book().voters());
    }

    private boolean isYoung() {
        return core.now() - openedAt < FIRST_VOTE_NANOS;
    }

    private void concludeVote(Round vote, boolean overdue) {
        if (core.terms().term() != vote.term()) {
            // Meanwhile this replica voted in a later term, with the log that it had then: it must not lead the earlier
            // one.
            giveUp();
            return;
        }
        Map<BrokerId, Canvassing.Answer> answers = vote.answers();
        Optional<BrokerId> leader = vote.wished().isPresent()
                ? Canvassing.leader(answers, vote.wished().get())
                : Canvassing.leader(answers);
        if (leader.isPresent() && (vote.complete() || overdue)) {
            round = null;
            announce(leader.get(), vote.term());
        } else if (leader.isPresent()) {
            core.after(GRACE, () -> conclude(vote, true));
        } else if (vote.complete() || overdue) {
            giveUp();
        }
    }

    private void announce(BrokerId leader, long term) {
        if (leader.equals(core.self())) {
            core.becomeLeader(term);
        } else {
            core.wire().send(leader, new Rpc.Elected(term));
            retryLater();
        }
    }

    private void giveUp() {
        round = null;
        core.electionFailed();
        retryLater();
    }

    /**
     * The organiser that has this replica's vote names it as leader. A message that comes twice must not make it lead the
     * term twice: it would have two first entries.
     */
    void onElected(BrokerId from, Rpc.Elected elected) {
        TermBook terms = core.terms();
        boolean ours = elected.term() == terms.term()
                && elected.term() == mayBeNamedIn
                && terms.votedFor().filter(from::equals).isPresent();
        if (ours && terms.leader().isEmpty() && !core.leads()) {
            mayBeNamedIn = 0;
            core.becomeLeader(elected.term());
        }
    }

    /** Looks again after a while whether there is a leader; the less preferred a replica, the later. */
    void retryLater() {
        if (retryArmed) {
            return;
        }
        retryArmed = true;
        int rank = Math.max(0, core.votersInReach().indexOf(core.self()));
        int ms = RETRY_MS + rank * RANK_MS;
        core.after(core.mayElect() ? Duration.ofMillis(ms) : ASK_AGAIN, this::retry);
    }

    private void retry() {
        retryArmed = false;
        if (core.leads() || core.liveLeader().isPresent()) {
            return;
        }
        if (core.mayElect() && Quorum.isMajority(core.book().voters(), core.votersInReach()::contains)) {
            if (round == null) {
                organize();
            }
            retryLater();
        } else if (!core.mayElect()) {
            askEveryone();
            retryLater();
        }
    }

    /** Asks a replica that is said to lead for the log. */
    void askLeader(BrokerId leader) {
        if (core.liveLeader().isEmpty() && !leader.equals(core.self())) {
            core.wire().send(leader, new Rpc.Ask(core.terms().term()));
        }
    }

    private void askEveryone() {
        core.reach()
                .others()
                .forEach(other ->
                        core.wire().send(other, new Rpc.Ask(core.terms().term())));
    }
}
