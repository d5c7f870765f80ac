package io.gokafka.api.consensus;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A group as the broker knows it when it opens its replica.
 *
 * @param id the group; the same on all its replicas
 * @param initialVoters the replicas that the group was created with, the same on all replicas for ever; later changes are
 *     in the group's log. The first is the preferred leader. A broker that is not among them, nor in the log, is a
 *     learner: it receives the log but does not vote
 * @param mayBeNew whether the group may never have had an entry, to be asked whenever it matters: the broker may learn better, or does not
 *     know yet. While it is false, a replica that finds nothing in its store must be taken for one that has lost it: it must not help to
 *     begin the group anew, however few the initial voters were, but wait for a leader that has the log. Does not block; for any thread
 * @param promptCommits whether followers are to learn at once what is committed, because they act on it. Else a leader may let them wait for
 *     the next entries, or for a moment (less than half a second), and spare a message for each commit. What is committed, and
 *     what its proposer is told, is the same
 */
public record GroupSpec(LogId id, List<BrokerId> initialVoters, BooleanSupplier mayBeNew, boolean promptCommits) {
    /** A group that may be new, whose followers learn at once what is committed. */
    public GroupSpec(LogId id, List<BrokerId> initialVoters) {
        this(id, initialVoters, () -> true, true);
    }

    public GroupSpec {
        initialVoters = List.copyOf(initialVoters);
        if (initialVoters.isEmpty() || initialVoters.stream().distinct().count() < initialVoters.size()) {
            throw new IllegalArgumentException("group " + id + " needs distinct voters, not " + initialVoters);
        }
    }
}
