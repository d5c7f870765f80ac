package io.gokafka.broker.group;

import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.partitionsUpTo;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Static members go, and come back as another process (KIP-345 in the terms of KIP-848). */
final class StaticMembersTest {
    private final GroupWorld world = new GroupWorld();

    @BeforeEach
    void twoMembersShareATopic() {
        world.topics.put("t", 4);
        result(send("a1", GroupHeartbeat.JOIN, "alice"));
        result(send("b1", GroupHeartbeat.JOIN, "bob"));
        world.stay("a1", 1, partitionsUpTo("t", 4));
        world.stay("a1", 1, partitionsUpTo("t", 2));
        world.stay("b1", 2);
    }

    @Test
    void theSuccessorTakesOverWithoutARebalance() {
        int epoch = world.describe().epoch();
        assertEquals(
                GroupHeartbeat.LEAVE_FOR_A_MOMENT,
                result(send("a1", GroupHeartbeat.LEAVE_FOR_A_MOMENT, "alice")).memberEpoch());
        assertEquals(2, world.describe().members().size());
        GroupHeartbeat.Result back = result(send("a2", GroupHeartbeat.JOIN, "alice"));
        assertEquals(Optional.of(List.of(partitionsUpTo("t", 2))), back.assignment());
        assertEquals(epoch, back.memberEpoch());
        assertEquals(epoch, world.describe().epoch());
        assertEquals(
                List.of("a2", "b1"),
                world.describe().members().stream().map(m -> m.id()).toList());
        assertEquals(GroupState.STABLE, world.describe().state());
        failure(ErrorCode.FENCED_INSTANCE_ID, send("a1", epoch, "alice"));
    }

    @Test
    void theNameOfAMemberThatIsStillThereIsTaken() {
        failure(ErrorCode.UNRELEASED_INSTANCE_ID, send("a2", GroupHeartbeat.JOIN, "alice"));
        assertEquals(2, result(send("a1", GroupHeartbeat.JOIN, "alice")).memberEpoch());
    }

    @Test
    void aNameThatNobodyHasIsUnknown() {
        failure(ErrorCode.UNKNOWN_MEMBER, send("c1", 2, "carol"));
        failure(ErrorCode.UNKNOWN_MEMBER, send("c1", GroupHeartbeat.LEAVE_FOR_A_MOMENT, "carol"));
    }

    @Test
    void nobodyGetsThePartitionsOfOneThatLeftForAMomentUntilItsSessionEnds() {
        result(send("a1", GroupHeartbeat.LEAVE_FOR_A_MOMENT, "alice"));
        world.pass(Duration.ofSeconds(9));
        assertEquals(2, world.describe().members().size());
        world.stay("b1", 2);
        world.pass(Duration.ofSeconds(2));
        assertEquals(1, world.describe().members().size());
        assertEquals(
                4,
                world.stay("b1", 2, partitionsUpTo("t", 0))
                        .assignment()
                        .orElseThrow()
                        .size());
    }

    @Test
    void oneThatLeftForAMomentIsStillAwayAfterAFailOver() {
        result(send("a1", GroupHeartbeat.LEAVE_FOR_A_MOMENT, "alice"));
        world.failOver();
        assertEquals(
                2,
                result(send("a2", GroupHeartbeat.JOIN, "alice"))
                        .assignment()
                        .orElseThrow()
                        .size());
    }

    @Test
    void onlyAStaticMemberCanLeaveForAMoment() {
        failure(
                ErrorCode.INVALID_REQUEST,
                world.send("a1", GroupHeartbeat.LEAVE_FOR_A_MOMENT, GroupHeartbeat.Extras.NONE));
    }

    @Test
    void theFormerMemberCannotCommit() {
        result(send("a1", GroupHeartbeat.LEAVE_FOR_A_MOMENT, "alice"));
        result(send("a2", GroupHeartbeat.JOIN, "alice"));
        var former = Optional.of(new CommitOffsets.Member("a1", 2, Optional.of("alice")));
        failure(ErrorCode.FENCED_INSTANCE_ID, world.commit(former, partitionsUpTo("t", 1)[0], 1));
        var present = Optional.of(new CommitOffsets.Member("a2", 2, Optional.of("alice")));
        result(world.commit(present, partitionsUpTo("t", 1)[0], 1));
    }

    @Test
    void aStaticMemberThatLeavesForGoodIsGoneAtOnce() {
        result(send("a1", GroupHeartbeat.LEAVE, "alice"));
        assertEquals(1, world.describe().members().size());
        assertTrue(result(send("a2", GroupHeartbeat.JOIN, "alice")).memberEpoch() > 2);
    }

    private CompletableFuture<GroupHeartbeat.Result> send(String id, int epoch, String name) {
        return world.send(
                id,
                epoch,
                new GroupHeartbeat.Extras(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty()),
                "t");
    }
}
