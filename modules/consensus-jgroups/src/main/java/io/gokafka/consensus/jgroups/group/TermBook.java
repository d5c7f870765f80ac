package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import java.util.Optional;

/**
 * Term, vote and known leader. What is changed here is on disk when the call returns, so that nothing is done or said in a
 * term that might be forgotten.
 *
 * <p>A replica whose store never had a vote is <em>blank</em>: it is new, or its disk was wiped, and then it may have voted
 * and acknowledged what it does not know any more. It takes part like a learner, and stores nothing here, until it has all
 * that could have been committed with its help ({@link #recovered}), or until a group that is new as a whole elects its
 * first leader.
 *
 * <p>For the group's thread.
 */
final class TermBook {
    private final VoteStore store;
    private long term;
    private Optional<BrokerId> votedFor;
    private Optional<BrokerId> leader = Optional.empty();
    private boolean blank;

    TermBook(VoteStore store) {
        this.store = store;
        Vote vote = store.load();
        term = vote.term();
        votedFor = vote.votedFor();
        blank = vote.equals(Vote.NONE);
    }

    long term() {
        return term;
    }

    Optional<BrokerId> votedFor() {
        return votedFor;
    }

    /** The leader of this term, if known. */
    Optional<BrokerId> leader() {
        return leader;
    }

    boolean blank() {
        return blank;
    }

    /** Gives the vote of a term that is not below this one. */
    void vote(long newTerm, BrokerId organizer) {
        if (newTerm < term
                || (newTerm == term
                        && votedFor.filter(v -> !v.equals(organizer)).isPresent())) {
            throw new InvariantBroken("a vote for " + organizer + " in term " + newTerm + " after one for "
                    + votedFor.map(BrokerId::value).orElse("no one") + " in term " + term);
        }
        set(newTerm, Optional.of(organizer), false);
        leader = Optional.empty();
    }

    /** Enters a higher term, without a vote. */
    void enter(long newTerm) {
        if (newTerm > term) {
            set(newTerm, Optional.empty(), blank);
            leader = Optional.empty();
        }
    }

    /**
     * Follows, or becomes, the leader of a term that is not below this one. A vote that was not given goes to that leader:
     * it must not help to elect another one in the same term.
     */
    void follow(long newTerm, BrokerId newLeader) {
        if (newTerm < term
                || (newTerm == term && leader.filter(l -> !l.equals(newLeader)).isPresent())) {
            throw new InvariantBroken(newLeader + " and "
                    + leader.map(BrokerId::value).orElse("another") + " lead, in term " + newTerm + " and " + term);
        }
        if (newTerm > term || votedFor.isEmpty()) {
            set(newTerm, Optional.of(newLeader), blank);
        }
        leader = Optional.of(newLeader);
    }

    void forgetLeader() {
        leader = Optional.empty();
    }

    /** From now on the replica counts as a voter. */
    void recovered() {
        set(term, votedFor, false);
    }

    private void set(long newTerm, Optional<BrokerId> newVote, boolean newBlank) {
        boolean changed = newTerm != term || !newVote.equals(votedFor) || newBlank != blank;
        if (changed && !newBlank) {
            store.store(new Vote(newTerm, newVote));
        }
        term = newTerm;
        votedFor = newVote;
        blank = newBlank;
    }
}
