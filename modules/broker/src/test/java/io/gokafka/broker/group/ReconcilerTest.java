package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** One member on its way from one target to the next. */
final class ReconcilerTest {
    private static final Member NEW = Member.joining(
            new Identity("client", "host", Optional.empty(), Optional.empty()),
            Duration.ofSeconds(60),
            Subscription.to(List.of("t")));
    private static final Member WITH_TWO = NEW.withPartitions(set(0, 1), set()).withEpoch(4, 3);

    @Test
    void aNewMemberReachesTheGroupsEpochAndGetsWhatIsFree() {
        Member next = Reconciler.reconcile(NEW, 0, set(0, 1, 2), 5, owns(), p -> p.partition() == 1);
        assertEquals(set(0, 2), next.assigned());
        assertEquals(5, next.epoch());
    }

    @Test
    void aMemberThatMustGiveUpKeepsItsEpochAndTheRest() {
        Member next = Reconciler.reconcile(WITH_TWO, 4, set(1, 2), 5, owns(0, 1), p -> false);
        assertEquals(WITH_TWO.withPartitions(set(1), set(0)), next);
    }

    @Test
    void silenceAboutWhatItOwnsGivesNothingUp() {
        Member next = Reconciler.reconcile(WITH_TWO, 4, set(1), 5, Optional.empty(), p -> false);
        assertEquals(set(0), next.revoking());
    }

    @Test
    void aMemberThatGaveUpReachesTheEpochAndGetsWhatIsNew() {
        Member revoking = WITH_TWO.withPartitions(set(1), set(0));
        Member next = Reconciler.reconcile(revoking, 4, set(1, 2), 5, owns(1), p -> false);
        assertEquals(WITH_TWO.withPartitions(set(1, 2), set()).withEpoch(5, 4), next);
    }

    @Test
    void aTargetThatMovesOnWhileAMemberRevokesIsFollowedAtOnce() {
        Member revoking = WITH_TWO.withPartitions(set(1), set(0));
        Member next = Reconciler.reconcile(revoking, 4, set(), 6, owns(0, 1), p -> false);
        assertEquals(set(0, 1), next.revoking());
    }

    @Test
    void partitionsAreGivenUpOneByOne() {
        Member revoking = WITH_TWO.withPartitions(set(), set(0, 1));
        Member next = Reconciler.reconcile(revoking, 4, set(), 5, owns(1), p -> false);
        assertEquals(set(1), next.revoking());
        assertEquals(4, next.epoch());
    }

    @Test
    void aMemberThatHasWhatItShallHaveDoesNotChange() {
        assertEquals(WITH_TWO, Reconciler.reconcile(WITH_TWO, 4, set(0, 1), 4, owns(0, 1), p -> false));
    }

    private static Optional<Set<TopicPartition>> owns(int... numbers) {
        return Optional.of(set(numbers));
    }

    private static SortedSet<TopicPartition> set(int... numbers) {
        return PartitionSets.copyOf(List.of(GroupWorld.partitions("t", numbers)));
    }
}
