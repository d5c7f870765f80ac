package io.gokafka.simulation.invariant;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Vote;
import java.util.HashMap;
import java.util.Map;

/** A replica's term never goes back, and it gives one vote a term, over all its lives on one disk. */
final class TermAndVoteNeverGoBack implements Invariant {
    private final Map<BrokerId, Vote> last = new HashMap<>();

    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Wiped(BrokerId broker)) {
            last.remove(broker);
        } else if (seen instanceof Observation.Voted(BrokerId broker, Vote vote)) {
            Vote known = last.put(broker, vote);
            if (known != null && !mayFollow(known, vote)) {
                throw new Violation(broker + " has stored " + vote + " after " + known);
            }
        }
    }

    private static boolean mayFollow(Vote known, Vote vote) {
        return vote.term() > known.term()
                || (vote.term() == known.term()
                        && (known.votedFor().isEmpty() || known.votedFor().equals(vote.votedFor())));
    }
}
