package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import java.util.List;

/**
 * Gives a topic more partitions; what is there stays where it is. For any broker.
 *
 * @param topic the topic
 * @param total how many partitions it shall have, more than now
 * @param assignments for each new partition its replicas, the preferred leader first; empty: the cluster chooses
 * @param validateOnly only say whether it could be done
 */
public record CreatePartitions(String topic, int total, List<List<BrokerId>> assignments, boolean validateOnly)
        implements Request<CreatePartitions.Result> {
    public CreatePartitions {
        assignments = assignments.stream().map(List::copyOf).toList();
    }

    /** It has them, or could have them. */
    public record Result() implements Response {}
}
