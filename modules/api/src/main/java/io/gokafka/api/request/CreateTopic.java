package io.gokafka.api.request;

import java.util.Map;

/**
 * Creates a topic. For any broker; answered when the partitions have leaders, or at the latest after some seconds.
 *
 * @param name see {@link io.gokafka.api.TopicNames}
 * @param partitions 1 or more; 0 for the cluster's default
 * @param replicationFactor 1 or more; 0 for the cluster's default
 * @param configs settings of the topic
 * @param validateOnly only say whether it could be created
 */
public record CreateTopic(
        String name, int partitions, int replicationFactor, Map<String, String> configs, boolean validateOnly)
        implements Request<CreateTopic.Result> {
    public CreateTopic {
        configs = Map.copyOf(configs);
    }

    /** The topic as it was created, or would be. */
    public record Result(Metadata.Topic topic) implements Response {}
}
