package io.gokafka.client;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.DescribeConfig;
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
        return create(new CreateTopic(name, partitions, replicationFactor, configs, false));
    }

    /**
     * Creates a topic on certain brokers.
     *
     * @param name see {@link io.gokafka.api.TopicNames}
     * @param replicas for each partition its brokers, the preferred leader first; all of the same number
     * @param configs settings of the topic
     * @return the topic as it was created
     * @throws io.gokafka.api.request.RequestException of code {@code INVALID_REPLICA_ASSIGNMENT}, {@code TOPIC_EXISTS} and others
     */
    public Metadata.Topic create(String name, List<List<BrokerId>> replicas, Map<String, String> configs) {
        return create(new CreateTopic(name, 0, 0, configs, false, replicas));
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

    /**
     * Gives a topic more partitions; what is there stays where it is.
     *
     * @param total how many it shall have, more than now
     * @throws io.gokafka.api.request.RequestException of code {@code INVALID_PARTITIONS} when it has as many
     */
    public void addPartitions(String name, int total) {
        caller.anyBroker(
                new CreatePartitions(name, total, List.of(), false),
                failure -> failure.code() == ErrorCode.INVALID_PARTITIONS
                                && describe(name).partitions().size() == total
                        ? Optional.of(new CreatePartitions.Result())
                        : Optional.empty());
    }

    /** All settings of a topic, by name, with where their values come from. */
    public List<DescribeConfig.Entry> settings(String name) {
        return caller.anyBroker(new DescribeConfig(new DescribeConfig.Resource.Topic(name)))
                .entries();
    }

    /**
     * Changes settings of a topic; they take effect within seconds. All changes are made, or none.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code INVALID_CONFIG} and others
     */
    public void alterSettings(String name, List<AlterTopicConfig.Change> changes) {
        caller.anyBroker(new AlterTopicConfig(name, changes, false, false));
    }

    /** Finds an offset of a partition: the first, the one after the last, or that of a time. */
    public long offset(TopicPartition partition, ListOffsets.Query query) {
        return caller.leaderOf(partition, new ListOffsets(partition.topic(), partition.partition(), query))
                .offset();
    }

    private Metadata.Topic create(CreateTopic request) {
        // After an attempt without an answer, "it exists" means that the attempt has created it.
        return caller.anyBroker(
                        request,
                        failure -> failure.code() == ErrorCode.TOPIC_EXISTS
                                ? Optional.of(new CreateTopic.Result(describe(request.name())))
                                : Optional.empty())
                .topic();
    }
}
