package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InSyncReplicasTest {
    private static final BrokerId THIRD = new BrokerId("third");

    private final PartitionWorld world = new PartitionWorld();

    @BeforeEach
    void threeReplicas() {
        Await.result(world.group().changeVoters(List.of(PartitionWorld.SELF, PartitionWorld.OTHER, THIRD)));
        world.reachable(Set.of(PartitionWorld.SELF, PartitionWorld.OTHER, THIRD));
        world.configure(Map.of("min.insync.replicas", "3"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ErrorCode code(CompletableFuture<?> failed) {
        return assertInstanceOf(RequestException.class, Await.failure(failed)).code();
    }

    @Test
    void nothingIsAppendedWhereFewerReplicasAreThereThanTheTopicDemands() {
        world.reachable(Set.of(PartitionWorld.SELF, PartitionWorld.OTHER));
        assertEquals(ErrorCode.NOT_ENOUGH_REPLICAS, world.refusal(plain("a")));
        assertEquals(List.of(), world.values());
        Await.result(world.send(plain("b"), Acks.LEADER, PartitionWorld.LONG));
        assertEquals(List.of("b"), world.values(), "only those who want all of them care");
    }

    @Test
    void moreReplicasThanThereAreCanNeverHaveIt() {
        world.configure(Map.of("min.insync.replicas", "4"));
        assertEquals(ErrorCode.NOT_ENOUGH_REPLICAS, world.refusal(plain("a")));
    }

    @Test
    void theAnswerWaitsUntilSoManyReplicasHaveTheBatch() {
        CompletableFuture<Produce.Result> answer = world.send(plain("a"));
        long index = world.partition().replica().commitIndex();
        world.group().matched(PartitionWorld.OTHER, index);
        world.group().matched(THIRD, index - 1);
        assertFalse(answer.isDone());
        world.group().matched(THIRD, index);
        assertEquals(0, Await.result(answer).baseOffset());
    }

    @Test
    void whatIsCommittedAndNotHadBySoManyInTimeIsSaidToBeSo() {
        CompletableFuture<Produce.Result> answer = world.send(plain("a"), Acks.ALL, Duration.ofMillis(5));
        assertEquals(ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND, code(answer));
    }

    @Test
    void aLeaderThatIsDeposedDoesNotKnowWhoHasIt() {
        CompletableFuture<Produce.Result> answer = world.send(plain("a"));
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        assertEquals(ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND, code(answer));
    }

    @Test
    void aMajorityIsWhatACommitIsAnyhow() {
        world.configure(Map.of("min.insync.replicas", "2"));
        world.reachable(Set.of(PartitionWorld.SELF));
        assertEquals(0, world.produced(plain("a")), "nobody is asked, for the group has committed it");
    }
}
