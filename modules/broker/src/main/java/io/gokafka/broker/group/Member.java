package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.GroupHeartbeat;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A member of a group. Nobody else is given a partition that is in {@code assigned} or {@code revoking}.
 *
 * @param who who it is
 * @param rebalanceTimeout how long it may take to give up partitions
 * @param wants what it wants
 * @param epoch the group's epoch that it has reached, or {@link GroupHeartbeat#LEAVE_FOR_A_MOMENT} while it is away
 * @param previousEpoch the one that it knew before; accepted as well, for an answer may be lost
 * @param assigned what it may have
 * @param revoking what it was told to give up and has not yet
 * @param classic what it needs besides when it speaks the classic protocol
 */
record Member(
        Identity who,
        Duration rebalanceTimeout,
        Subscription wants,
        int epoch,
        int previousEpoch,
        SortedSet<TopicPartition> assigned,
        SortedSet<TopicPartition> revoking,
        Optional<ClassicTraits> classic) {
    Member {
        assigned = PartitionSets.copyOf(assigned);
        revoking = PartitionSets.copyOf(revoking);
    }

    /** A member that has just joined and has nothing. */
    static Member joining(Identity who, Duration rebalanceTimeout, Subscription wants) {
        return new Member(who, rebalanceTimeout, wants, 0, 0, PartitionSets.NONE, PartitionSets.NONE, Optional.empty());
    }

    Member wanting(Subscription subscription) {
        return new Member(who, rebalanceTimeout, subscription, epoch, previousEpoch, assigned, revoking, classic);
    }

    Member speakingClassic(ClassicTraits traits) {
        return new Member(who, rebalanceTimeout, wants, epoch, previousEpoch, assigned, revoking, Optional.of(traits));
    }

    /** The same state of reconciliation, with what a member says of itself when it joins. */
    Member introducedAs(Member other) {
        return new Member(
                other.who,
                other.rebalanceTimeout,
                other.wants,
                isAway() ? 0 : epoch,
                isAway() ? 0 : previousEpoch,
                assigned,
                revoking,
                other.classic);
    }

    Member withPartitions(SortedSet<TopicPartition> nowAssigned, SortedSet<TopicPartition> nowRevoking) {
        return new Member(who, rebalanceTimeout, wants, epoch, previousEpoch, nowAssigned, nowRevoking, classic);
    }

    Member withEpoch(int reached, int known) {
        return reached == epoch
                ? this
                : new Member(who, rebalanceTimeout, wants, reached, known, assigned, revoking, classic);
    }

    /** Left for a moment: it reads nothing, and what it was assigned waits for it. */
    Member away() {
        int nowhere = GroupHeartbeat.LEAVE_FOR_A_MOMENT;
        return new Member(who, rebalanceTimeout, wants, nowhere, nowhere, assigned, PartitionSets.NONE, classic);
    }

    boolean isAway() {
        return epoch == GroupHeartbeat.LEAVE_FOR_A_MOMENT;
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
