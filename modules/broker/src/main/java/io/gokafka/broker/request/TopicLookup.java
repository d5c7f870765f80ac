package io.gokafka.broker.request;

import io.gokafka.api.TopicNames;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.partition.HostedPartition;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the replica that a request is about, or says why there is none here.
 *
 * <p>Threading: safe for use by several threads.
 */
final class TopicLookup {
    private final ClusterMetadata metadata;
    private final HostedPartitions hosted;
    private final ClusterDirectory directory;
    private final TopicCreation creation;
    private final Failures failures;
    private final boolean autoCreate;

    TopicLookup(
            ClusterMetadata metadata,
            HostedPartitions hosted,
            ClusterDirectory directory,
            TopicCreation creation,
            Failures failures,
            boolean autoCreate) {
        this.metadata = metadata;
        this.hosted = hosted;
        this.directory = directory;
        this.creation = creation;
        this.failures = failures;
        this.autoCreate = autoCreate;
    }

    /** The replica here; fails with {@code UNKNOWN_TOPIC}, {@code UNKNOWN_PARTITION}, or the leader's address. */
    HostedPartition partition(String name, int partition) {
        return hosted(topicOf(name, partition), partition);
    }

    /** The replica here of a topic that is named by its id; fails with {@code UNKNOWN_TOPIC_ID} when it is gone, else as above. */
    HostedPartition partition(UUID id, int partition) {
        ClusterImage.Topic topic = metadata.image()
                .topic(id)
                .orElseThrow(() -> new RequestException(ErrorCode.UNKNOWN_TOPIC_ID, "there is no topic with id " + id));
        checkNumber(topic, partition);
        return hosted(topic, partition);
    }

    /** By the id: a replica of a deleted topic of the name may still be here. */
    private HostedPartition hosted(ClusterImage.Topic topic, int partition) {
        return hosted.find(new PartitionKey(topic.id(), partition))
                .orElseThrow(() -> failures.notLeader(directory.leader(topic.name(), partition)));
    }

    /** The topic of a partition; fails with {@code UNKNOWN_TOPIC} or {@code UNKNOWN_PARTITION}. */
    ClusterImage.Topic topicOf(String name, int partition) {
        ClusterImage.Topic topic = metadata.image().topic(name).orElseThrow(() -> unknown(name));
        checkNumber(topic, partition);
        return topic;
    }

    private static void checkNumber(ClusterImage.Topic topic, int partition) {
        if (partition < 0 || partition >= topic.partitionCount()) {
            throw new RequestException(
                    ErrorCode.UNKNOWN_PARTITION,
                    "topic '" + topic.name() + "' has partitions 0 to " + (topic.partitionCount() - 1) + ", not "
                            + partition);
        }
    }

    /** The topic, created on first use where the configuration allows it; waits for its creation. */
    Optional<ClusterImage.Topic> topic(String name, boolean create, RequestContext context)
            throws InterruptedException {
        Optional<ClusterImage.Topic> known = metadata.image().topic(name);
        if (known.isPresent() || !create || !autoCreate || TopicNames.isInternal(name)) {
            return known;
        }
        TopicNames.problem(name).ifPresent(problem -> {
            throw new RequestException(ErrorCode.INVALID_TOPIC, problem);
        });
        creation.ensure(new CreateTopic(name, 0, 0, Map.of(), false), context);
        return metadata.image().topic(name);
    }

    RequestException unknown(String topic) {
        return TopicNames.problem(topic)
                .map(problem -> new RequestException(ErrorCode.INVALID_TOPIC, problem))
                .orElseGet(() -> new RequestException(
                        ErrorCode.UNKNOWN_TOPIC,
                        "topic '" + topic + "' does not exist" + (autoCreate ? "" : ", and auto-create-topics is false")
                                + ": gokafka topics create " + topic));
    }
}
