package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.transport.kafka.api.AuthorizedOperations;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import io.gokafka.transport.kafka.api.PartitionView;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic;
import org.apache.kafka.common.protocol.Errors;

/**
 * A page of the description of topics: it goes through them by name, from a cursor on, until it has as many partitions as wanted.
 * Used once, by one thread.
 */
final class TopicPage {
    /** As many as Kafka gives at most, unless it is told otherwise. */
    static final int MAX_PARTITIONS = 2000;

    private final DescribeTopicPartitionsResponseData response = new DescribeTopicPartitionsResponseData();
    private final DescribeTopicPartitionsRequestData request;
    private final Metadata.Result metadata;
    private final KafkaBrokers brokers;
    private int room;

    TopicPage(DescribeTopicPartitionsRequestData request, Metadata.Result metadata) {
        this.request = request;
        this.metadata = metadata;
        brokers = KafkaBrokers.of(metadata);
        room = Math.clamp(request.responsePartitionLimit(), 1, MAX_PARTITIONS);
    }

    /** The named topics from the cursor on, in the order of a page. */
    static SortedSet<String> names(DescribeTopicPartitionsRequestData request) {
        String first = first(request);
        return request.topics().stream()
                .map(TopicRequest::name)
                .filter(name -> name.compareTo(first) >= 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** No topic can be described. */
    static DescribeTopicPartitionsResponseData failed(DescribeTopicPartitionsRequestData request, Errors error) {
        DescribeTopicPartitionsResponseData response = new DescribeTopicPartitionsResponseData();
        names(request).forEach(name -> response.topics().add(failed(name, error)));
        return response;
    }

    DescribeTopicPartitionsResponseData build() {
        Map<String, Metadata.Topic> topics =
                metadata.topics().stream().collect(Collectors.toMap(Metadata.Topic::name, topic -> topic));
        SortedSet<String> names =
                request.topics().isEmpty() ? new TreeSet<>(topics.keySet()).tailSet(first(request)) : names(request);
        for (String name : names) {
            if (room == 0) {
                response.setNextCursor(new DescribeTopicPartitionsResponseData.Cursor().setTopicName(name));
                break;
            }
            Metadata.Topic topic = topics.get(name);
            if (topic == null) {
                response.topics().add(failed(name, error(name)));
            } else if (!add(topic)) {
                break;
            }
        }
        return response;
    }

    /** Returns whether all of it found room. */
    private boolean add(Metadata.Topic topic) {
        int from = isAtCursor(topic) ? request.cursor().partitionIndex() : 0;
        List<Metadata.Partition> rest = topic.partitions().stream()
                .filter(partition -> partition.partition() >= from)
                .toList();
        List<Metadata.Partition> taken = rest.subList(0, Math.min(room, rest.size()));
        response.topics().add(describe(topic, taken));
        room -= taken.size();
        if (taken.size() == rest.size()) {
            return true;
        }
        response.setNextCursor(new DescribeTopicPartitionsResponseData.Cursor()
                .setTopicName(topic.name())
                .setPartitionIndex(rest.get(taken.size()).partition()));
        return false;
    }

    private boolean isAtCursor(Metadata.Topic topic) {
        return request.cursor() != null && request.cursor().topicName().equals(topic.name());
    }

    private Errors error(String name) {
        Failure failure = metadata.failures().get(name);
        return failure == null ? Errors.UNKNOWN_TOPIC_OR_PARTITION : KafkaErrors.metadata(failure.code());
    }

    private DescribeTopicPartitionsResponseTopic describe(Metadata.Topic topic, List<Metadata.Partition> partitions) {
        return new DescribeTopicPartitionsResponseTopic()
                .setName(topic.name())
                .setTopicId(Uuids.of(topic.id()))
                .setIsInternal(MetadataApi.isInternal(topic.name()))
                .setTopicAuthorizedOperations(AuthorizedOperations.topic(true))
                .setPartitions(partitions.stream()
                        .map(partition -> describe(brokers.view(partition)))
                        .toList());
    }

    private static DescribeTopicPartitionsResponsePartition describe(PartitionView view) {
        return new DescribeTopicPartitionsResponsePartition()
                .setErrorCode(view.error().code())
                .setPartitionIndex(view.index())
                .setLeaderId(view.leader())
                .setLeaderEpoch(view.epoch())
                .setReplicaNodes(view.replicas())
                .setIsrNodes(view.inSync())
                // Null is allowed by the format, but the Java client's admin fails on it.
                .setEligibleLeaderReplicas(List.of())
                .setLastKnownElr(List.of())
                .setOfflineReplicas(view.offline());
    }

    private static DescribeTopicPartitionsResponseTopic failed(String name, Errors error) {
        return new DescribeTopicPartitionsResponseTopic()
                .setName(name)
                .setIsInternal(MetadataApi.isInternal(name))
                .setErrorCode(error.code());
    }

    private static String first(DescribeTopicPartitionsRequestData request) {
        return request.cursor() == null ? "" : request.cursor().topicName();
    }
}
