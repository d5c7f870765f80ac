package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.ClusterDecisions.decision;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ListReassignments.Reassignment;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterImage.Placement;
import io.gokafka.broker.metadata.ClusterImage.Topic;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasMoved;
import io.gokafka.broker.state.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves of partitions that an operator asks for: begun, given up, complete. While one is under way the metadata keeps where the
 * partition was before; the number of its replicas becomes that of the new ones once they are there. Pure.
 */
final class ReassignmentDecisions {
    private ReassignmentDecisions() {}

    /** Begins a move, or gives up the one that is under way. */
    static Decision<ReassignPartition.Result> reassign(ClusterState state, ReassignPartition request) {
        ClusterImage image = state.view();
        Topic topic = TopicDecisions.known(image, request.topic());
        if (request.partition() < 0 || request.partition() >= topic.partitionCount()) {
            throw new RequestException(
                    ErrorCode.UNKNOWN_PARTITION,
                    "topic '" + topic.name() + "' has partitions 0 to " + (topic.partitionCount() - 1) + ", not "
                            + request.partition());
        }
        Placement now = topic.placements().get(request.partition());
        Placement then = request.replicas()
                .map(replicas -> moved(image, now, replicas))
                .orElseGet(() -> cancelled(image, now, request));
        List<ClusterRecord> changes = then.equals(now)
                ? List.of()
                : List.of(new ReplicasMoved(
                        topic.id(), request.partition(), then.replicas(), then.factor(), then.from()));
        return decision(changes, new ReassignPartition.Result());
    }

    private static Placement moved(ClusterImage image, Placement now, List<BrokerId> replicas) {
        AssignmentRules.check(image, replicas);
        List<BrokerId> from = now.isMoving() ? now.from() : now.replicas();
        return sameBrokers(from, replicas)
                ? new Placement(replicas, replicas.size(), List.of())
                : new Placement(replicas, now.factor(), from);
    }

    private static Placement cancelled(ClusterImage image, Placement now, ReassignPartition request) {
        if (!now.isMoving()) {
            throw new RequestException(
                    ErrorCode.NO_REASSIGNMENT,
                    "partition " + request.topic() + "-" + request.partition() + " is not being moved");
        }
        List<BrokerId> back = now.from().stream()
                .filter(id -> image.broker(id).filter(b -> !b.draining()).isPresent())
                .toList();
        if (back.isEmpty()) {
            throw AssignmentRules.refused("the brokers where partition " + request.topic() + "-" + request.partition()
                    + " was before have left the cluster: it cannot go back");
        }
        return new Placement(back, now.factor(), List.of());
    }

    /** What to note when leaders have told who votes in the groups of moving partitions: the moves that are complete. */
    static List<ClusterRecord> completed(ClusterImage image, Map<PartitionKey, List<BrokerId>> voters) {
        List<ClusterRecord> changes = new ArrayList<>();
        voters.forEach((key, present) -> placement(image, key)
                .filter(now -> now.isMoving() && sameBrokers(now.replicas(), present))
                .ifPresent(now -> changes.add(new ReplicasMoved(
                        key.topic(),
                        key.partition(),
                        now.replicas(),
                        now.replicas().size(),
                        List.of()))));
        return changes;
    }

    private static Optional<Placement> placement(ClusterImage image, PartitionKey key) {
        return image.topic(key.topic())
                .filter(topic -> key.partition() < topic.partitionCount())
                .map(topic -> topic.placements().get(key.partition()));
    }

    /** The partitions that are on the move. */
    static ListReassignments.Result list(ClusterImage image, ListReassignments request) {
        List<Reassignment> found = new ArrayList<>();
        for (Topic topic : image.topics().values()) {
            for (int p = 0; p < topic.partitionCount(); p++) {
                Placement now = topic.placements().get(p);
                if (now.isMoving() && isAsked(request, topic.name(), p)) {
                    found.add(describe(topic.name(), p, now));
                }
            }
        }
        return new ListReassignments.Result(found);
    }

    private static boolean isAsked(ListReassignments request, String topic, int partition) {
        return request.partitions()
                .map(asked -> asked.contains(new TopicPartition(topic, partition)))
                .orElse(true);
    }

    private static Reassignment describe(String topic, int partition, Placement now) {
        List<BrokerId> adding = without(now.replicas(), now.from());
        List<BrokerId> removing = without(now.from(), now.replicas());
        List<BrokerId> all = new ArrayList<>(now.replicas());
        all.addAll(removing);
        return new Reassignment(topic, partition, all, adding, removing);
    }

    private static List<BrokerId> without(List<BrokerId> some, List<BrokerId> others) {
        Set<BrokerId> excluded = Set.copyOf(others);
        return some.stream().filter(b -> !excluded.contains(b)).toList();
    }

    private static boolean sameBrokers(List<BrokerId> some, List<BrokerId> others) {
        return new HashSet<>(some).equals(new HashSet<>(others));
    }
}
