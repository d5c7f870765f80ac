package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartition;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartitions;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopic;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopics;
import org.apache.kafka.common.protocol.Errors;

/**
 * What is known of one group's offsets, for whatever version of the API.
 *
 * @param question what was asked
 * @param error why nothing is known, or {@code NONE}
 * @param topics the topics
 */
record OffsetAnswer(OffsetQuestion question, Errors error, List<Topic> topics) {
    /** From there on there is an error of the group, and not of each partition. */
    private static final short GROUP_ERROR = 2;

    private static final CommittedOffset NONE = new CommittedOffset(-1, "", 0);

    record Topic(String name, Uuid id, List<Partition> partitions) {}

    record Partition(int index, CommittedOffset offset, Errors error) {}

    /** Each partition that was asked for has an answer, also without an offset. */
    static OffsetAnswer of(OffsetQuestion question, Map<TopicPartition, CommittedOffset> offsets) {
        return new OffsetAnswer(
                question,
                Errors.NONE,
                topics(
                        question,
                        (topic, partition) -> topic.name()
                                .map(name -> new Partition(
                                        partition,
                                        offsets.getOrDefault(new TopicPartition(name, partition), NONE),
                                        Errors.NONE))
                                .orElseGet(() -> new Partition(partition, NONE, Errors.UNKNOWN_TOPIC_ID))));
    }

    /**
     * All offsets that there are.
     *
     * @param ids for versions that name topics by ids: a topic that has none any more is left out
     */
    static OffsetAnswer ofAll(
            OffsetQuestion question, Map<TopicPartition, CommittedOffset> offsets, Optional<TopicDirectory> ids) {
        Map<String, List<Partition>> byTopic = new TreeMap<>();
        new TreeMap<>(offsets)
                .forEach((partition, offset) -> byTopic.computeIfAbsent(partition.topic(), _ -> new ArrayList<>())
                        .add(new Partition(partition.partition(), offset, Errors.NONE)));
        List<Topic> topics = new ArrayList<>();
        byTopic.forEach((name, partitions) -> {
            Optional<Uuid> id = ids.isEmpty()
                    ? Optional.of(Uuid.ZERO_UUID)
                    : ids.get().find(name).map(topic -> Uuids.of(topic.id()));
            id.ifPresent(known -> topics.add(new Topic(name, known, partitions)));
        });
        return new OffsetAnswer(question, Errors.NONE, topics);
    }

    /** Nothing is known. */
    static OffsetAnswer failed(OffsetQuestion question, Errors error) {
        return new OffsetAnswer(
                question, error, topics(question, (_, partition) -> new Partition(partition, NONE, error)));
    }

    private static List<Topic> topics(
            OffsetQuestion question, BiFunction<OffsetQuestion.Topic, Integer, Partition> answer) {
        return question.topics().orElse(List.of()).stream()
                .map(topic -> new Topic(
                        topic.name().orElse(""),
                        topic.id(),
                        topic.partitions().stream()
                                .map(partition -> answer.apply(topic, partition))
                                .toList()))
                .toList();
    }

    /** As the whole response of a version for one group. */
    OffsetFetchResponseData single(short version) {
        if (error != Errors.NONE && version >= GROUP_ERROR) {
            return new OffsetFetchResponseData().setErrorCode(error.code());
        }
        return new OffsetFetchResponseData()
                .setTopics(topics.stream()
                        .map(topic -> new OffsetFetchResponseTopic()
                                .setName(topic.name())
                                .setPartitions(topic.partitions().stream()
                                        .map(OffsetAnswer::single)
                                        .toList()))
                        .toList());
    }

    private static OffsetFetchResponsePartition single(Partition partition) {
        return new OffsetFetchResponsePartition()
                .setPartitionIndex(partition.index())
                .setCommittedOffset(partition.offset().offset())
                .setCommittedLeaderEpoch((int) partition.offset().term())
                .setMetadata(partition.offset().metadata())
                .setErrorCode(partition.error().code());
    }

    /** As a part of the response of a version for many groups. */
    OffsetFetchResponseGroup ofMany() {
        OffsetFetchResponseGroup group =
                new OffsetFetchResponseGroup().setGroupId(question.group()).setErrorCode(error.code());
        return error != Errors.NONE
                ? group
                : group.setTopics(topics.stream()
                        .map(topic -> new OffsetFetchResponseTopics()
                                .setName(topic.name())
                                .setTopicId(topic.id())
                                .setPartitions(topic.partitions().stream()
                                        .map(OffsetAnswer::ofMany)
                                        .toList()))
                        .toList());
    }

    private static OffsetFetchResponsePartitions ofMany(Partition partition) {
        return new OffsetFetchResponsePartitions()
                .setPartitionIndex(partition.index())
                .setCommittedOffset(partition.offset().offset())
                .setCommittedLeaderEpoch((int) partition.offset().term())
                .setMetadata(partition.offset().metadata())
                .setErrorCode(partition.error().code());
    }
}
