package io.gokafka.api.consensus;

import io.gokafka.api.BrokerId;
import java.util.Optional;

/** What a replica is in its group, in a term. */
public sealed interface Role {
    /** The term in which it is that. */
    long term();

    /** The leader of the term, if this replica knows it. */
    Optional<BrokerId> leader();

    /**
     * It leads. Entries of earlier terms become committed with the leader's first own entry.
     *
     * @param term its term
     * @param self this broker
     * @param termStartIndex index of the leader's first own entry; once that is committed, everything before it is
     */
    record Leader(long term, BrokerId self, long termStartIndex) implements Role {
        @Override
        public Optional<BrokerId> leader() {
            return Optional.of(self);
        }
    }

    /**
     * It follows, or waits for a leader.
     *
     * @param term the latest term that it knows
     * @param leader the leader of that term, if known
     */
    record Follower(long term, Optional<BrokerId> leader) implements Role {}

    /**
     * It receives the log but is no voter (yet, or any more).
     *
     * @param term the latest term that it knows
     * @param leader the leader of that term, if known
     */
    record Learner(long term, Optional<BrokerId> leader) implements Role {}
}
