package io.gokafka.broker.group;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a member wants.
 *
 * @param topics the topics that it names; they may not exist yet
 * @param pattern the {@link TopicPattern} of more topics
 * @param assignor who shall assign; empty when it does not mind
 */
record Subscription(SortedSet<String> topics, Optional<String> pattern, Optional<String> assignor) {
    Subscription {
        topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
    }

    /** Some topics by name. */
    static Subscription to(Collection<String> topics) {
        return new Subscription(new TreeSet<>(topics), Optional.empty(), Optional.empty());
    }

    /** Whether the same topics are wanted, whoever assigns. */
    boolean hasSameTopics(Subscription other) {
        return topics.equals(other.topics) && pattern.equals(other.pattern);
    }
}
