package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetFetchRequestData;

/**
 * What is asked of one group's offsets, in whatever version of the API.
 *
 * @param group the group
 * @param member the member that asks, if it says so
 * @param topics of which topics; empty for all
 */
record OffsetQuestion(String group, Optional<CommitOffsets.Member> member, Optional<List<Topic>> topics) {
    /**
     * Partitions of a topic.
     *
     * @param name its name; empty when there is none of this id
     * @param id its id; zero when it was named by its name
     * @param partitions their numbers
     */
    record Topic(Optional<String> name, Uuid id, List<Integer> partitions) {}

    /** The topics of a request of a version for one group. */
    static Optional<List<Topic>> topics(OffsetFetchRequestData request) {
        return Optional.ofNullable(request.topics())
                .map(topics -> topics.stream()
                        .map(topic -> new Topic(Optional.of(topic.name()), Uuid.ZERO_UUID, topic.partitionIndexes()))
                        .toList());
    }

    /** The partitions that the broker is asked for. */
    Optional<List<TopicPartition>> partitions() {
        return topics.map(asked -> asked.stream()
                .flatMap(topic -> topic.name().stream()
                        .flatMap(name ->
                                topic.partitions().stream().map(partition -> new TopicPartition(name, partition))))
                .toList());
    }
}
