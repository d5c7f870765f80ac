package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists partitions that are being moved. For any broker.
 *
 * @param partitions which partitions; empty for all
 */
public record ListReassignments(Optional<Set<TopicPartition>> partitions) implements Request<ListReassignments.Result> {
    public ListReassignments {
        partitions = partitions.map(Set::copyOf);
    }

    /** Those that are being moved. */
    public record Result(List<Reassignment> reassignments) implements Response {
        public Result {
            reassignments = List.copyOf(reassignments);
        }
    }

    /**
     * A partition on the move.
     *
     * @param topic its topic
     * @param partition its number
     * @param replicas all replicas, old and new
     * @param adding those of them that are on the way in
     * @param removing those of them that are on the way out
     */
    public record Reassignment(
            String topic, int partition, List<BrokerId> replicas, List<BrokerId> adding, List<BrokerId> removing) {
        public Reassignment {
            replicas = List.copyOf(replicas);
            adding = List.copyOf(adding);
            removing = List.copyOf(removing);
        }
    }
}
