package io.gokafka.broker.group;

import java.util.UUID;

/**
 * Which topic is meant: names come again, ids do not. Whoever knows the cluster's metadata up to the index, and no topic of this
 * id, knows that the topic was deleted; whoever knows less may not have heard of it yet.
 *
 * @param id the topic's id
 * @param index the index of an entry in the log of the metadata up to which there was the topic
 */
public record TopicMark(UUID id, long index) {}
