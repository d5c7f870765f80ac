package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Role;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One replica: what role it plays in which term, and how it gets from one to the other. All state is owned by the group's
 * thread; the {@link Replica} posts everything here.
 */
final class Core extends Surroundings {
    private final Runnable publish;
    private final Proposals proposals = new Proposals();
    private final Elections elections;
    private final Succession succession;
    private final Reach reach;
    private final Ticker ticker = new Ticker(this);
    private @Nullable Leading leading;
    private @Nullable Following following;
    private boolean suspended;
    private Role role;

    /**
     * Opens a replica.
     *
     * @param publish is run when what others see has changed, before anyone is told
     */
    Core(Env env, Mailbox mailbox, Wire wire, Runnable publish) {
        super(env, mailbox, wire);
        this.publish = publish;
        reach = new Reach(env.self(), wire, book());
        elections = new Elections(this);
        succession = new Succession(this);
        role = currentRole();
        votersMayHaveChanged(); // since the group was created, whose replicas the view shows so far
    }

    Elections elections() {
        return elections;
    }

    Succession succession() {
        return succession;
    }

    Proposals proposals() {
        return proposals;
    }

    Role role() {
        return role;
    }

    @Nullable Leading leading() {
        return leading;
    }

    Reach reach() {
        return reach;
    }

    boolean leads() {
        return leading != null;
    }

    boolean isVoter() {
        return book().voters().contains(self());
    }

    /** Whether it may organise elections and help to begin a group: not when it has lost what it knew. */
    boolean mayElect() {
        return isVoter() && (env().spec().mayBeNew().getAsBoolean() || !terms().blank());
    }

    List<BrokerId> votersInReach() {
        return reach.votersInReach();
    }

    /** The leader of this term, if it is known and can be reached. */
    Optional<BrokerId> liveLeader() {
        return terms().leader().filter(reach::leaderInReach);
    }

    long commitToShow(Progress to) {
        return leading == null ? 0 : leading.commitToShow(to);
    }

    /** Goes on only when this replica still leads the term. */
    void ifLeading(long term, Consumer<Leading> action) {
        if (leading != null && leading.term() == term) {
            action.accept(leading);
        }
    }

    Following follow(long term, BrokerId leader) {
        Following now = following;
        if (now != null && now.follows(term, leader)) {
            return now;
        }
        terms().follow(term, leader);
        elections.cancel();
        now = new Following(this, term, leader);
        following = now;
        reach.follow(leader);
        endLeading(new ConsensusException.NotLeader(Optional.of(leader)), "another replica leads");
        succession.ledBy(leader);
        return now;
    }

    void becomeLeader(long term) {
        List<BrokerId> voters = succession.votersOfTerm(term);
        following = null;
        suspended = false;
        terms().follow(term, self());
        elections.cancel();
        reach.follow(self());
        Leading begun = new Leading(this, proposals, term, voters);
        leading = begun;
        reportRole();
        votersMayHaveChanged();
        reach.others().forEach(begun::joined);
    }

    /** The leader has an election held at once, and keeps what was proposed for the case that it wins. */
    void beginTerm(BrokerId wished) {
        Leading ending = leading;
        if (ending != null) {
            ending.end(new ConsensusException.NotLeader(Optional.empty()));
            leading = null;
            suspended = true;
            terms().forgetLeader();
            elections.succeed(wished);
        }
    }

    void electionFailed() {
        if (suspended) {
            succession.failed();
            endLeading(new ConsensusException.NotLeader(Optional.empty()), "the election failed");
            reportRole();
        }
    }

    /** Leads no more without knowing who will. */
    void stepDown(String reason) {
        boolean led = leads() || suspended;
        following = null;
        terms().forgetLeader();
        reach.follow(null);
        endLeading(new ConsensusException.NotLeader(Optional.empty()), reason);
        if (led) {
            succession.fail(new ConsensusException.NotLeader(Optional.empty()));
            reach.others().forEach(other -> wire().send(other, new Rpc.Resign(terms().term(), false)));
        }
        elections.retryLater();
        reportRole();
    }

    /** A vote for a new term is about to be given. */
    void voteGiven(BrokerId organizer) {
        following = null;
        reach.follow(null);
        if (leading != null && !organizer.equals(self())) {
            endLeading(new ConsensusException.NotLeader(Optional.empty()), "an election is held");
        }
    }

    private void endLeading(ConsensusException notLeader, String reason) {
        Leading ended = leading;
        boolean led = ended != null || suspended;
        leading = null;
        suspended = false;
        reportRole(); // those who wait for what fails now see it
        if (ended != null) {
            ended.end(notLeader);
        }
        if (led) {
            proposals.failAll(
                    notLeader,
                    new ConsensusException.Indeterminate("leadership was lost before the commit: " + reason));
        }
    }

    /** The next in order holds an election at once, the others wait for it. */
    void leaderGone(BrokerId gone) {
        following = null;
        terms().forgetLeader();
        reach.follow(null);
        reportRole();
        boolean first = reach.votersInReach().stream()
                .filter(v -> !v.equals(gone))
                .findFirst()
                .filter(self()::equals)
                .isPresent();
        if (first) {
            elections.organize();
        }
        elections.retryLater();
    }

    /** Other replicas are in reach now; an incarnation is a start of a broker. */
    void reachChanged(Map<BrokerId, Object> incarnations, Runnable judgeView) {
        List<BrokerId> joined = reach.update(incarnations);
        judgeView.run();
        terms().leader().filter(l -> !reach.leaderInReach(l)).ifPresent(this::leaderGone);
        elections.reachChanged();
        Leading now = leading;
        if (now != null) {
            reach.gone().forEach(now::left);
            joined.forEach(now::joined);
        } else if (liveLeader().isEmpty()) {
            joined.forEach(other -> wire().send(other, new Rpc.Ask(terms().term())));
            elections.retryLater();
        }
    }

    void majorityLost() {
        elections.cancel();
        stepDown("a majority of the voters is out of reach");
    }

    void votersMayHaveChanged() {
        reach.votersMayHaveChanged();
    }

    @Override
    void onDurable(long index) {
        book().durableUpTo(index);
        proposals.durableUpTo(book().durable());
    }

    /** Moves the commit index and tells the broker; says whether it moved. */
    boolean commitTo(long index) {
        boolean moved = book().commitTo(index);
        if (moved) {
            publish.run();
            env().listener().onCommit(book().commit(), book().highWatermark());
        }
        return moved;
    }

    /** After a batch of events: has its effects on log and network, and answers. */
    void flush() {
        if (leading != null) {
            leading.flush(!succession.holds());
            succession.advance();
        } else if (following != null) {
            following.flush();
        }
        if (leading == null && !suspended && proposals.hasQueued()) {
            ConsensusException notLeader = new ConsensusException.NotLeader(liveLeader());
            proposals.failAll(notLeader, notLeader);
        }
        reportRole();
    }

    /** Something waits for an answer: looks after it soon. */
    void tickSoon() {
        ticker.soon();
    }

    private Role currentRole() {
        if (leading != null) {
            return new Role.Leader(leading.term(), self(), leading.termStart());
        }
        Optional<BrokerId> leader = liveLeader();
        return isVoter() ? new Role.Follower(terms().term(), leader) : new Role.Learner(terms().term(), leader);
    }

    private void reportRole() {
        Role now = suspended ? role : currentRole();
        if (!now.equals(role)) {
            role = now;
            publish.run();
            env().listener().onRole(now);
        }
    }

    /** Takes no part any more. What was appended may be committed all the same, by the others. */
    void end(ConsensusException why) {
        reach.others().forEach(other -> wire().send(other, new Rpc.Resign(terms().term(), true)));
        if (leading != null) {
            leading.end(why);
        }
        leading = null;
        following = null;
        suspended = false;
        proposals.failAll(
                why, new ConsensusException.Indeterminate("the replica ended before the commit: " + why.getMessage()));
        succession.fail(why);
    }
}
