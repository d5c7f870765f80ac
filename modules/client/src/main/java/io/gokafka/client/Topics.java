package io.gokafka.client;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Metadata;
import io.gokafka.client.cluster.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Administration of topics. Every method asks the cluster anew and blocks, at most for the operation timeout; it fails with
 * {@link io.gokafka.api.request.RequestException} or {@link OperationTimeoutException}.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * {@snippet :
 * long howMany(GokafkaClient client) {
 *     client.topics().create("orders", 1, 3, Map.of());
 *     TopicPartition partition = new TopicPartition("orders", 0);
 *     return client.topics().offset(partition, new ListOffsets.Query.Latest())
 *             - client.topics().offset(partition, new ListOffsets.Query.Earliest());
 * }
 * }
 */
public final class Topics {
    private final Caller caller;

    Topics(Caller caller) {
        this.caller = caller;
    }

    /**
     * Creates a topic.
     *
     * @param name see {@link io.gokafka.api.TopicNames}
     * @param partitions 1 or more; 0 for the cluster's default
     * @param replicationFactor 1 or more; 0 for the cluster's default
     * @param configs settings of the topic
     * @return the topic as it was created
     * @throws io.gokafka.api.request.RequestException of code {@code TOPIC_EXISTS}, {@code INVALID_TOPIC} and others
     */
    public Metadata.Topic create(String name, int partitions, int replicationFactor, Map<String, String> configs) {
        CreateTopic request = new CreateTopic(name, partitions, replicationFactor, configs, false);
        // After an attempt without an answer, "it exists" means that the attempt has created it.
        return caller.anyBroker(
                        request,
                        failure -> failure.code() == ErrorCode.TOPIC_EXISTS
                                ? Optional.of(new CreateTopic.Result(describe(name)))
                                : Optional.empty())
                .topic();
    }

    /** All topics, internal ones too, by name. */
    public List<Metadata.Topic> list() {
        return caller.metadata(new Metadata(List.of(), true, false)).topics();
    }

    /**
     * Describes a topic.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_TOPIC} when there is none
     */
    public Metadata.Topic describe(String name) {
        return caller.topic(name, false);
    }

    /**
     * Deletes a topic and its data for good.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_TOPIC} when there is none
     */
    public void delete(String name) {
        caller.anyBroker(
                new DeleteTopic(name),
                failure -> failure.code() == ErrorCode.UNKNOWN_TOPIC
                        ? Optional.of(new DeleteTopic.Result())
                        : Optional.empty());
    }

    /** Finds an offset of a partition: the first, the one after the last, or that of a time. */
    public long offset(TopicPartition partition, ListOffsets.Query query) {
        return caller.leaderOf(partition, new ListOffsets(partition.topic(), partition.partition(), query))
                .offset();
    }
}
