package io.gokafka.broker.group;

import static io.gokafka.broker.group.ClassicWorld.assigned;
import static io.gokafka.broker.group.ClassicWorld.joined;
import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members with a name, which may be started again without a rebalance (KIP-345, KIP-814). */
final class ClassicStaticTest {
    private final ClassicWorld world = new ClassicWorld();
    private JoinGroup.Joined leader = none();
    private JoinGroup.Joined follower = none();

    @BeforeEach
    void twoMembersAreStable() {
        var first = world.joinStatic("first", "", "range", "sticky");
        var second = world.joinStatic("second", "", "range", "sticky");
        world.pass(ClassicWorld.DELAY.multipliedBy(2));
        leader = joined(first);
        follower = joined(second);
        assigned(world.sync(leader, Optional.of("first")));
        assigned(world.sync(follower, Optional.of("second")));
    }

    @Test
    void anIdIsMadeOfTheName() {
        assertTrue(leader.memberId().startsWith("first-"), leader.memberId());
        assertEquals(
                List.of(Optional.of("first"), Optional.of("second")),
                leader.members().stream().map(JoinGroup.Member::instanceId).toList());
    }

    @Test
    void oneThatIsStartedAgainGoesOnWithoutARebalance() {
        JoinGroup.Joined again = joined(world.joinStatic("second", "", "range", "sticky"));
        assertEquals(1, again.generation());
        assertFalse(again.skipAssignment());
        assertEquals(leader.memberId(), again.leader());
        assertEquals(follower.memberId(), assigned(world.sync(again, Optional.of("second"))));
        result(beat(again, "second"));
        result(beat(leader, "first"));
        assertTrue(world.stored().orElseThrow().members().containsKey(again.memberId()));
        assertEquals(2, world.stored().orElseThrow().members().size());
    }

    @Test
    void aLeaderThatIsStartedAgainNeedNotAssign() {
        JoinGroup.Joined again = joined(world.joinStatic("first", "", "range", "sticky"));
        assertTrue(again.skipAssignment());
        assertEquals(again.memberId(), again.leader());
        assertEquals(2, again.members().size());
        assertEquals(leader.memberId(), assigned(world.sync(again, Optional.of("first"))));
        assertEquals(Optional.of(again.memberId()), world.stored().orElseThrow().leader());
    }

    @Test
    void theFormerOneIsFenced() {
        joined(world.joinStatic("second", "", "range", "sticky"));
        failure(ErrorCode.FENCED_INSTANCE_ID, beat(follower, "second"));
        failure(ErrorCode.FENCED_INSTANCE_ID, world.sync(follower, Optional.of("second")));
        failure(ErrorCode.FENCED_INSTANCE_ID, world.joinStatic("second", follower.memberId()));
        failure(
                ErrorCode.FENCED_INSTANCE_ID,
                world.commit(Optional.of(new CommitOffsets.Member(follower.memberId(), 1, Optional.of("second")))));
        assertEquals(
                ErrorCode.FENCED_INSTANCE_ID,
                leave(follower.memberId(), "second").orElseThrow().code());
    }

    @Test
    void aFormerOneThatWaitsIsTold() {
        var waiting = world.joinStatic("first", leader.memberId(), "range", "sticky");
        var again = world.joinStatic("first", "", "range", "sticky");
        failure(ErrorCode.FENCED_INSTANCE_ID, waiting);
        assertFalse(again.isDone());
        var other = world.joinStatic("second", follower.memberId(), "range", "sticky");
        assertEquals(2, joined(other).generation());
        assertEquals(joined(again).memberId(), joined(again).leader());
    }

    @Test
    void oneThatIsStartedAgainWhileTheLeaderAssignsCausesARebalance() {
        var first = world.joinStatic("first", leader.memberId(), "range", "sticky");
        var second = world.joinStatic("second", follower.memberId(), "range", "sticky");
        var waiting = world.sync(joined(second), Optional.of("second"));
        var again = world.joinStatic("second", "", "range", "sticky");
        failure(ErrorCode.FENCED_INSTANCE_ID, waiting);
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.sync(joined(first), Optional.of("first")));
        var leads = world.joinStatic("first", leader.memberId(), "range", "sticky");
        assertEquals(3, joined(again).generation());
        assertEquals(2, joined(leads).members().size());
    }

    @Test
    void aChangeOfTheChosenProtocolCausesARebalance() {
        world.leave(leader.memberId());
        var only = joined(world.joinStatic("second", follower.memberId(), "range", "sticky"));
        assigned(world.sync(only, Optional.of("second")));
        var again = world.joinStatic("second", "", "sticky", "range");
        assertEquals(only.generation() + 1, joined(again).generation());
        assertEquals("sticky", joined(again).protocol());
    }

    @Test
    void oneThatIsAwayDuringARebalanceStaysUntilItsSessionEnds() {
        var third = world.joinFirst("range");
        var first = world.joinStatic("first", leader.memberId(), "range", "sticky");
        world.pass(Duration.ofSeconds(9));
        assertFalse(first.isDone());
        world.pass(Duration.ofSeconds(1));
        assertEquals(2, joined(first).members().size());
        assertEquals(2, joined(third).generation());
    }

    @Test
    void aRebalanceDoesNotRemoveStaticMembersThatAreAlive() {
        var third = world.joinFirst("range");
        var first = world.joinStatic("first", leader.memberId(), "range", "sticky");
        for (int i = 0; i < 20; i++) {
            assertFalse(third.isDone());
            failure(ErrorCode.REBALANCE_IN_PROGRESS, beat(follower, "second"));
            world.pass(Duration.ofSeconds(3));
        }
        assertEquals(3, joined(first).members().size());
        assertEquals(2, joined(third).generation());
    }

    @Test
    void aRebalanceThatNobodyHasJoinedGoesOn() {
        var third = world.joinFirst("range");
        world.leave(world.current().orElseThrow().members().keySet().stream()
                .filter(id -> id.startsWith("client"))
                .findFirst()
                .orElseThrow());
        failure(ErrorCode.UNKNOWN_MEMBER, third);
        for (int i = 0; i < 40; i++) {
            failure(ErrorCode.REBALANCE_IN_PROGRESS, beat(leader, "first"));
            failure(ErrorCode.REBALANCE_IN_PROGRESS, beat(follower, "second"));
            world.pass(Duration.ofSeconds(2));
        }
        var first = world.joinStatic("first", leader.memberId(), "range", "sticky");
        assertFalse(first.isDone());
        var _ = world.joinStatic("second", follower.memberId(), "range", "sticky");
        assertEquals(2, joined(first).generation());
    }

    @Test
    void anOperatorRemovesOneByItsName() {
        assertEquals(Optional.empty(), leave("", "second"));
        failure(ErrorCode.UNKNOWN_MEMBER, beat(follower, "second"));
        assertEquals(ErrorCode.UNKNOWN_MEMBER, leave("", "second").orElseThrow().code());
        assertEquals(Optional.of(GroupState.PREPARING_REBALANCE), world.state());
    }

    @Test
    void ifTheNewIdIsNotStoredTheFormerOneStays() {
        world.operations.become(InMemoryOperations.Mode.LOST);
        failure(ErrorCode.INDETERMINATE, world.joinStatic("second", "", "range", "sticky"));
        world.operations.become(InMemoryOperations.Mode.LEADER);
        result(beat(follower, "second"));
        result(beat(leader, "first"));
    }

    private java.util.concurrent.CompletableFuture<ClassicHeartbeat.Result> beat(JoinGroup.Joined member, String name) {
        return world.coordinator()
                .heartbeat(new ClassicHeartbeat(
                        ClassicWorld.GROUP, member.memberId(), Optional.of(name), member.generation()));
    }

    private Optional<io.gokafka.api.request.Failure> leave(String id, String name) {
        return result(world.coordinator()
                        .leave(new LeaveGroup(
                                ClassicWorld.GROUP, List.of(new LeaveGroup.Member(id, Optional.of(name), "")))))
                .failures()
                .getFirst();
    }

    private static JoinGroup.Joined none() {
        return new JoinGroup.Joined(0, "", "", "", false, "", List.of());
    }
}
