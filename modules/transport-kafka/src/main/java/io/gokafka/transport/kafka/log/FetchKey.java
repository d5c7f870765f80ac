package io.gokafka.transport.kafka.log;

import io.gokafka.api.TopicNames;
import org.apache.kafka.common.Uuid;

/**
 * A partition as a Fetch request names it.
 *
 * @param topicId the topic's id; zero in versions that name topics
 * @param topic the topic's name; empty in versions that have ids
 * @param partition its number
 */
record FetchKey(Uuid topicId, String topic, int partition) {
    /** From then on topics are named by their ids (KIP-516). */
    static final short IDS_SINCE = 13;

    /** Whether no topic can have a name: it is not worth being kept. */
    static boolean isTooLong(String topic) {
        return topic.length() > TopicNames.MAX_LENGTH;
    }

    boolean isSameTopic(FetchKey other) {
        return topicId.equals(other.topicId) && topic.equals(other.topic);
    }
}
