package io.gokafka.transport.kafka.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchRequestData.ForgottenTopic;

/**
 * What a client wants of one partition.
 *
 * @param key which partition
 * @param offset from which offset
 * @param maxBytes how much at most
 * @param leaderEpoch that of the leader that the client knows of; -1 if it does not say
 */
record FetchWanted(FetchKey key, long offset, int maxBytes, int leaderEpoch) {
    /** All of a request, in its order; of a partition that it names twice, the last word. */
    static List<FetchWanted> all(FetchRequestData request) {
        Map<FetchKey, FetchWanted> wanted = new LinkedHashMap<>();
        for (FetchTopic topic : request.topics()) {
            for (FetchPartition partition : topic.partitions()) {
                FetchKey key = new FetchKey(topic.topicId(), topic.topic(), partition.partition());
                wanted.put(
                        key,
                        new FetchWanted(
                                key,
                                partition.fetchOffset(),
                                Math.max(0, partition.partitionMaxBytes()),
                                partition.currentLeaderEpoch()));
            }
        }
        return List.copyOf(wanted.values());
    }

    /** What a client does not want any more. */
    static List<FetchKey> forgotten(FetchRequestData request) {
        List<FetchKey> keys = new ArrayList<>();
        for (ForgottenTopic topic : request.forgottenTopicsData()) {
            topic.partitions().forEach(partition -> keys.add(new FetchKey(topic.topicId(), topic.topic(), partition)));
        }
        return keys;
    }
}
