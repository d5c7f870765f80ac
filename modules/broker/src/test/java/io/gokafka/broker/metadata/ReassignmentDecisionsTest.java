package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.Records.broker;
import static io.gokafka.broker.metadata.Records.draining;
import static io.gokafka.broker.metadata.Records.id;
import static io.gokafka.broker.metadata.Records.ids;
import static io.gokafka.broker.metadata.Records.state;
import static io.gokafka.broker.metadata.Records.topic;
import static io.gokafka.broker.metadata.Records.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ListReassignments.Reassignment;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterImage.Placement;
import io.gokafka.broker.metadata.ClusterRecord.LeaderChanged;
import io.gokafka.broker.state.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReassignmentDecisionsTest {
    private static final Set<BrokerId> ALL = Set.copyOf(ids("a", "b", "c", "d"));

    private final ClusterState state = state(
            broker("a", 1),
            broker("b", 2),
            broker("c", 3),
            broker("d", 4),
            topic("t", 1, 3, ids("a", "b", "c"), ids("a", "b", "c")));

    private void reassign(String... replicas) {
        Records.replay(state, decide(new ReassignPartition("t", 0, Optional.of(ids(replicas)))));
    }

    private void cancel() {
        Records.replay(state, decide(new ReassignPartition("t", 0, Optional.empty())));
    }

    private Decision<?> decide(ReassignPartition request) {
        return ReassignmentDecisions.reassign(state, request);
    }

    private ErrorCode refusal(String topic, int partition, Optional<List<BrokerId>> replicas) {
        ReassignPartition request = new ReassignPartition(topic, partition, replicas);
        return assertThrows(RequestException.class, () -> decide(request)).code();
    }

    private Placement placement() {
        return state.view().topic("t").orElseThrow().placements().getFirst();
    }

    private List<Reassignment> listed() {
        return ReassignmentDecisions.list(state.view(), new ListReassignments(Optional.empty()))
                .reassignments();
    }

    private List<ClusterRecord> completedWhenVotersAre(String... voters) {
        return ReassignmentDecisions.completed(state.view(), Map.of(new PartitionKey(uuid(1), 0), ids(voters)));
    }

    @Test
    void aMoveIsListedUntilTheVotersAreThoseThatWereAskedFor() {
        reassign("d", "b");
        assertEquals(List.of(new Reassignment("t", 0, ids("d", "b", "a", "c"), ids("d"), ids("a", "c"))), listed());
        assertTrue(completedWhenVotersAre("a", "b", "c", "d").isEmpty());
        Records.replay(
                state,
                completedWhenVotersAre("b", "d").stream()
                        .map(ClusterRecordCodec::encode)
                        .toList());
        assertEquals(new Placement(ids("d", "b"), 2, List.of()), placement());
        assertEquals(List.of(), listed());
    }

    @Test
    void onlyThePartitionsThatWereAskedForAreListed() {
        reassign("d");
        for (TopicPartition other : List.of(new TopicPartition("t", 1), new TopicPartition("u", 0))) {
            ListReassignments request = new ListReassignments(Optional.of(Set.of(other)));
            assertEquals(
                    List.of(), ReassignmentDecisions.list(state.view(), request).reassignments());
        }
        ListReassignments request = new ListReassignments(Optional.of(Set.of(new TopicPartition("t", 0))));
        assertEquals(
                1,
                ReassignmentDecisions.list(state.view(), request)
                        .reassignments()
                        .size());
    }

    @Test
    void theControllerLeavesAPartitionAloneThatIsMovedOrHasFewerReplicasOnPurpose() {
        reassign("a", "b");
        assertTrue(Controller.additions(state.view(), ALL).isEmpty(), "while it is moved");
        Records.replay(
                state,
                completedWhenVotersAre("a", "b").stream()
                        .map(ClusterRecordCodec::encode)
                        .toList());
        assertTrue(Controller.additions(state.view(), ALL).isEmpty(), "when it was moved");
        assertEquals(3, state.view().topic("t").orElseThrow().replicationFactor(), "the other partition has three");
    }

    @Test
    void aMoveThatIsGivenUpGoesBackToWhereThePartitionWas() {
        Placement before = placement();
        reassign("d");
        reassign("c", "d");
        assertEquals(new Placement(ids("c", "d"), 3, ids("a", "b", "c")), placement(), "where it was at first");
        cancel();
        assertEquals(before, placement());
        assertEquals(ErrorCode.NO_REASSIGNMENT, refusal("t", 0, Optional.empty()));
    }

    @Test
    void aMoveIsNotGivenUpInFavourOfBrokersThatHaveLeft() {
        Records.replay(state, decide(new ReassignPartition("t", 0, Optional.of(ids("d")))));
        Records.replay(state, List.of(ClusterRecordCodec.encode(draining("a", 1))));
        cancel();
        assertEquals(ids("b", "c"), placement().replicas());
        reassign("d");
        for (String left : List.of("b", "c")) {
            Records.replay(state, List.of(ClusterRecordCodec.encode(new ClusterRecord.BrokerRemoved(id(left)))));
        }
        assertEquals(ErrorCode.INVALID_REPLICA_ASSIGNMENT, refusal("t", 0, Optional.empty()));
    }

    @Test
    void anotherOrderOfTheSameReplicasIsNoMove() {
        reassign("c", "a", "b");
        assertEquals(new Placement(ids("c", "a", "b"), 3, List.of()), placement());
        assertTrue(decide(new ReassignPartition("t", 0, Optional.of(ids("c", "a", "b"))))
                .records()
                .isEmpty());
    }

    @Test
    void replicasThatAreNotPossibleAreRefused() {
        assertEquals(ErrorCode.UNKNOWN_TOPIC, refusal("u", 0, Optional.of(ids("a"))));
        assertEquals(ErrorCode.UNKNOWN_PARTITION, refusal("t", 2, Optional.of(ids("a"))));
        assertEquals(ErrorCode.UNKNOWN_PARTITION, refusal("t", -1, Optional.empty()));
        Records.replay(state, List.of(ClusterRecordCodec.encode(draining("d", 4))));
        for (List<BrokerId> replicas : List.of(ids(), ids("a", "a"), ids("z"), ids("a", "d"))) {
            assertEquals(ErrorCode.INVALID_REPLICA_ASSIGNMENT, refusal("t", 0, Optional.of(replicas)));
        }
    }

    @Test
    void theLeadersOfPartitionsOnTheMoveAreAsked() {
        assertEquals(Map.of(), MoveWatch.moving(state.view()));
        Records.replay(state, List.of(ClusterRecordCodec.encode(new LeaderChanged(uuid(1), 0, id("b"), 5))));
        reassign("d");
        assertEquals(Map.of(id("b"), Set.of(uuid(1))), MoveWatch.moving(state.view()));
    }

    @Test
    void aTopicThatIsDeletedMeanwhileIsNotCompleted() {
        reassign("d");
        Map<PartitionKey, List<BrokerId>> voters =
                Map.of(new PartitionKey(uuid(9), 0), ids("d"), new PartitionKey(uuid(1), 7), ids("d"));
        assertEquals(List.of(), ReassignmentDecisions.completed(state.view(), voters));
    }
}
