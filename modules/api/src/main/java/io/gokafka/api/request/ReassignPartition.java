package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import java.util.List;
import java.util.Optional;

/**
 * Moves a partition to other brokers. Answered when it is decided; {@link ListReassignments} tells what is still under way. For any
 * broker.
 *
 * @param topic the topic
 * @param partition its number
 * @param replicas where it shall be, the preferred leader first; empty: give up the move that is under way ({@code NO_REASSIGNMENT} when
 *     there is none)
 */
public record ReassignPartition(String topic, int partition, Optional<List<BrokerId>> replicas)
        implements Request<ReassignPartition.Result> {
    public ReassignPartition {
        replicas = replicas.map(List::copyOf);
    }

    /** It is decided. */
    public record Result() implements Response {}
}
