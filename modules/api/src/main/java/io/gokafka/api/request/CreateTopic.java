package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import java.util.List;
import java.util.Map;

/**
 * Creates a topic. For any broker; answered when the partitions have leaders, or at the latest after some seconds.
 *
 * @param name see {@link io.gokafka.api.TopicNames}
 * @param partitions 1 or more; 0 for the cluster's default
 * @param replicationFactor 1 or more; 0 for the cluster's default
 * @param configs settings of the topic
 * @param validateOnly only say whether it could be created
 * @param assignments for each partition its replicas, the preferred leader first, all of the same number; then the two numbers
 *     above are 0. Empty: the cluster chooses
 */
public record CreateTopic(
        String name,
        int partitions,
        int replicationFactor,
        Map<String, String> configs,
        boolean validateOnly,
        List<List<BrokerId>> assignments)
        implements Request<CreateTopic.Result> {
    public CreateTopic {
        configs = Map.copyOf(configs);
        assignments = assignments.stream().map(List::copyOf).toList();
    }

    /** A topic whose replicas the cluster places. */
    public CreateTopic(
            String name, int partitions, int replicationFactor, Map<String, String> configs, boolean validateOnly) {
        this(name, partitions, replicationFactor, configs, validateOnly, List.of());
    }

    /** The topic as it was created, or would be. */
    public record Result(Metadata.Topic topic) implements Response {}
}
