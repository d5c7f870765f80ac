package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A member of a group. Nobody else is given a partition that is in {@code assigned} or {@code revoking}.
 *
 * @param clientId what it calls itself, for people
 * @param remote its address, for people
 * @param rebalanceTimeout how long it may take to give up partitions
 * @param topics what it wants
 * @param epoch the group's epoch that it has reached
 * @param previousEpoch the one that it knew before; accepted as well, for an answer may be lost
 * @param assigned what it may have
 * @param revoking what it was told to give up and has not yet
 */
record Member(
        String clientId,
        String remote,
        Duration rebalanceTimeout,
        SortedSet<String> topics,
        int epoch,
        int previousEpoch,
        SortedSet<TopicPartition> assigned,
        SortedSet<TopicPartition> revoking) {
    Member {
        topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
        assigned = PartitionSets.copyOf(assigned);
        revoking = PartitionSets.copyOf(revoking);
    }

    /** A member that has just joined and has nothing. */
    static Member joining(String clientId, String remote, Duration rebalanceTimeout, Collection<String> topics) {
        return new Member(
                clientId,
                remote,
                rebalanceTimeout,
                new TreeSet<>(topics),
                0,
                0,
                PartitionSets.NONE,
                PartitionSets.NONE);
    }

    Member withTopics(Collection<String> wanted) {
        return new Member(
                clientId, remote, rebalanceTimeout, new TreeSet<>(wanted), epoch, previousEpoch, assigned, revoking);
    }

    /** The same state of reconciliation, with what a member says of itself when it joins. */
    Member introducedAs(Member other) {
        return new Member(
                other.clientId,
                other.remote,
                other.rebalanceTimeout,
                other.topics,
                epoch,
                previousEpoch,
                assigned,
                revoking);
    }

    Member withPartitions(SortedSet<TopicPartition> nowAssigned, SortedSet<TopicPartition> nowRevoking) {
        return new Member(clientId, remote, rebalanceTimeout, topics, epoch, previousEpoch, nowAssigned, nowRevoking);
    }

    Member withEpoch(int reached, int known) {
        return reached == epoch
                ? this
                : new Member(clientId, remote, rebalanceTimeout, topics, reached, known, assigned, revoking);
    }

    /** Whether it has all that it shall have, and nothing else. */
    boolean isStable(int groupEpoch, Set<TopicPartition> target) {
        return epoch == groupEpoch && revoking.isEmpty() && assigned.equals(target);
    }

    /** Whether nobody else can have the partition. */
    boolean holds(TopicPartition partition) {
        return assigned.contains(partition) || revoking.contains(partition);
    }
}
