package io.gokafka.broker.group;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a coordinator knows of the cluster's topics.
 *
 * <p>Threading: called by several threads, some of them a state machine's own: it must not block. The caller of the
 * coordinator makes sure that the view has caught up with the cluster's metadata before the coordinator is used; a
 * topic that is missing in a view that lags is taken away from the groups that read it, until it appears.
 */
public interface TopicView {
    /** How many partitions the topic has; empty when there is no such topic. */
    OptionalInt partitionCount(String topic);

    /** The topic that has the name at present; empty when there is no such topic. */
    Optional<TopicMark> mark(String topic);

    /** Whether the topic is known to be deleted: never of one that this view may not have heard of yet. */
    boolean isGone(TopicMark topic);

    /** The names of all topics; the very same object as long as no topic has changed, so that asking is cheap. */
    Set<String> names();
}
