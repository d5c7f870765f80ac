package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.Records.broker;
import static io.gokafka.broker.metadata.Records.draining;
import static io.gokafka.broker.metadata.Records.id;
import static io.gokafka.broker.metadata.Records.ids;
import static io.gokafka.broker.metadata.Records.image;
import static io.gokafka.broker.metadata.Records.topic;
import static io.gokafka.broker.metadata.Records.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasAssigned;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PlacementTest {
    private static final List<BrokerId> FIVE = ids("a", "b", "c", "d", "e");

    private static Map<BrokerId, Long> counted(Collection<BrokerId> placed) {
        return placed.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void replicasAndPreferredLeadersAreSpreadEvenly() {
        List<List<BrokerId>> placed = new ReplicaPlacement(ClusterImage.EMPTY, FIVE).place(50, 3);
        placed.forEach(replicas -> assertEquals(3, new HashSet<>(replicas).size()));
        assertEquals(
                Set.of(30L),
                Set.copyOf(
                        counted(placed.stream().flatMap(List::stream).toList()).values()));
        Map<BrokerId, Long> leaders =
                counted(placed.stream().map(List::getFirst).toList());
        assertTrue(leaders.values().stream().allMatch(n -> n >= 9 && n <= 11), "leaders: " + leaders);
    }

    @Test
    void theSameImageGivesTheSamePlacement() {
        ClusterImage image = image(topic("t", 1, 2, ids("a", "b"), ids("a", "c")));
        assertEquals(new ReplicaPlacement(image, FIVE).place(7, 3), new ReplicaPlacement(image, FIVE).place(7, 3));
    }

    @Test
    void newPartitionsGoWhereFewAre() {
        ClusterImage image = image(topic("t", 1, 2, ids("a", "b"), ids("a", "b")));
        List<BrokerId> placed =
                new ReplicaPlacement(image, ids("a", "b", "c")).place(1, 1).getFirst();
        assertEquals(ids("c"), placed);
    }

    @Test
    void aPartitionIsExtendedAsFarAsThereAreBrokersAndKeepsWhatItHas() {
        ReplicaPlacement placement = new ReplicaPlacement(image(topic("t", 1, 3, ids("a"))), ids("a", "b"));
        assertEquals(Set.copyOf(ids("a", "b")), Set.copyOf(placement.extend(ids("a"), 3)));
        assertEquals(Set.copyOf(ids("a", "z")), Set.copyOf(placement.extend(ids("a", "z"), 2)));
    }

    @Test
    void aBrokerThatLeavesIsReplacedIfThereIsAnother() {
        ClusterImage image = image(topic("t", 1, 2, ids("a", "b")));
        assertEquals(
                Set.copyOf(ids("b", "c")),
                Set.copyOf(new ReplicaPlacement(image, ids("b", "c")).without(ids("a", "b"), id("a"), 2)));
        assertEquals(ids("b"), new ReplicaPlacement(image, ids("b")).without(ids("a", "b"), id("a"), 2));
    }

    @Test
    void theControllerAddsReplicasWhereTooFewAreAndBrokersAreThere() {
        ClusterImage image = image(
                broker("a", 1),
                broker("b", 2),
                draining("c", 3),
                topic("short", 1, 3, ids("a"), ids("a", "b")),
                topic("enough", 2, 1, ids("a")));
        Set<BrokerId> reachable = Set.copyOf(ids("a", "b", "c"));
        List<ClusterRecord> changes = Controller.additions(image, reachable);
        assertEquals(1, changes.size());
        ReplicasAssigned change = (ReplicasAssigned) changes.getFirst();
        assertEquals(0, change.partition());
        assertEquals(Set.copyOf(ids("a", "b")), Set.copyOf(change.replicas()));
        assertTrue(Controller.additions(image, Set.of(id("a"))).isEmpty(), "who cannot be reached gets nothing");
    }

    @Test
    void theControllerChangesNoMoreThanSomeAtOnce() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<BrokerId>[] many = java.util.Collections.nCopies(250, ids("a")).toArray(List[]::new);
        ClusterImage image = image(broker("a", 1), broker("b", 2), topic("t", 1, 2, many));
        assertEquals(100, Controller.additions(image, Set.copyOf(ids("a", "b"))).size());
    }

    @Test
    void membersVoteOnTheMetadataAndThoseWhoLeaveDoNot() {
        ClusterImage image = image(broker("a", 1), broker("b", 2), draining("c", 3), broker("d", 4));
        Set<BrokerId> reachable = Set.copyOf(ids("a", "b", "c"));
        assertEquals(ids("a", "b"), Controller.wantedVoters(image, ids("a"), reachable));
        assertEquals(ids("d", "a", "b"), Controller.wantedVoters(image, ids("c", "d"), reachable), "who votes stays");
        assertEquals(List.of(), Controller.wantedVoters(ClusterImage.EMPTY, ids("a"), reachable));
    }

    @Test
    void noMoreThanSomeMembersVote() {
        ClusterRecord[] members = new ClusterRecord[20];
        Set<BrokerId> reachable = new HashSet<>();
        for (int i = 0; i < members.length; i++) {
            members[i] = broker("n" + i, i + 1);
            reachable.add(id("n" + i));
        }
        assertEquals(
                Controller.MAX_VOTERS,
                Controller.wantedVoters(image(members), ids("n0"), reachable).size());
    }

    private static ErrorCode refusal(ClusterImage image, String leaving, Set<BrokerId> reachable) {
        RequestException refused =
                assertThrows(RequestException.class, () -> BrokerRemoval.drain(image, id(leaving), reachable));
        return refused.code();
    }

    @Test
    void aBrokerIsDrainedOntoTheOthers() {
        ClusterImage image = image(
                broker("a", 1),
                broker("b", 2),
                broker("c", 3),
                topic("t", 1, 2, ids("a", "b"), ids("b", "c"), ids("a")));
        Set<BrokerId> reachable = Set.copyOf(ids("a", "b", "c"));
        List<ClusterRecord> changes = BrokerRemoval.drain(image, id("a"), reachable);
        assertEquals(draining("a", 1), changes.getFirst());
        assertEquals(3, changes.size(), "the partition without it stays as it is");
        changes.stream()
                .filter(ReplicasAssigned.class::isInstance)
                .map(ReplicasAssigned.class::cast)
                .forEach(r -> assertFalse(
                        r.replicas().contains(id("a")) || r.replicas().isEmpty()));
        ClusterState state = Records.state(changes.getFirst());
        assertTrue(state.view().brokers().getFirst().draining());
        assertEquals(uuid(1), ((ReplicasAssigned) changes.get(1)).topic());
    }

    @Test
    void aBrokerIsNotDrainedWhereDataWouldBeLostOrNobodyIsLeft() {
        ClusterImage image = image(broker("a", 1), broker("b", 2), topic("t", 1, 1, ids("a")));
        assertEquals(ErrorCode.UNKNOWN_BROKER, refusal(image, "z", Set.copyOf(ids("a", "b"))));
        assertEquals(
                ErrorCode.INVALID_REQUEST, refusal(image, "a", Set.of(id("b"))), "it is down and has the only copy");
        assertEquals(
                ErrorCode.INVALID_REQUEST, refusal(image, "a", Set.of(id("a"))), "there is no other broker for it");
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(image(broker("a", 1)), "a", Set.of(id("a"))));
    }
}
