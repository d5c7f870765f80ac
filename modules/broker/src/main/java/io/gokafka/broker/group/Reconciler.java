package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * Moves one member towards its target: first it gives up, then it reaches the group's epoch, then it is given what
 * nobody else holds any more. Pure.
 *
 * <p>Safety: a partition leaves a member only when the member says, in this very request, that it does not have it. So
 * {@code owned} must name a partition from the moment the member reads an answer that assigns it, until it has stopped
 * reading it.
 *
 * @see <a
 *     href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-848%3A+The+Next+Generation+of+the+Consumer+Rebalance+Protocol">
 *     KIP-848, Reconciliation of the group</a>; Kafka's {@code CurrentAssignmentBuilder}
 */
final class Reconciler {
    private Reconciler() {}

    /**
     * The member's next state; equal to the one before when there is nothing to do.
     *
     * @param knownEpoch the epoch that the member named in its request
     * @param owned the partitions that the member says it has; empty when it says nothing
     * @param heldByAnother whether another member has the partition or has yet to give it up
     */
    static Member reconcile(
            Member member,
            int knownEpoch,
            SortedSet<TopicPartition> target,
            int groupEpoch,
            Optional<Set<TopicPartition>> owned,
            Predicate<TopicPartition> heldByAnother) {
        SortedSet<TopicPartition> kept = PartitionSets.common(member.assigned(), target);
        SortedSet<TopicPartition> unwanted =
                PartitionSets.union(member.revoking(), PartitionSets.minus(member.assigned(), target));
        SortedSet<TopicPartition> revoking =
                owned.map(o -> PartitionSets.common(unwanted, o)).orElse(unwanted);
        if (!revoking.isEmpty()) {
            return member.withPartitions(kept, revoking);
        }
        SortedSet<TopicPartition> free = PartitionSets.filter(target, p -> !heldByAnother.test(p));
        return member.withPartitions(PartitionSets.union(kept, free), PartitionSets.NONE)
                .withEpoch(groupEpoch, knownEpoch);
    }
}
