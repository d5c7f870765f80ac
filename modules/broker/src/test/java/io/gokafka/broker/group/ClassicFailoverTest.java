package io.gokafka.broker.group;

import static io.gokafka.broker.group.ClassicWorld.assigned;
import static io.gokafka.broker.group.ClassicWorld.joined;
import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.state.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a group when its coordinator changes, when its log does not take what is decided, and when its kind changes. */
final class ClassicFailoverTest {
    private final ClassicWorld world = new ClassicWorld();

    @Test
    void membersOfAStableGroupGoOn() {
        var members = world.stable(2);
        world.pass(Duration.ofSeconds(9));
        world.failOver();
        world.pass(Duration.ofSeconds(9));
        result(world.beat(members.getFirst()));
        result(world.beat(members.getLast()));
        assertEquals(members.getLast(), joined(world.joinAgain(members.getLast().memberId())));
        assertEquals(Optional.of(GroupState.STABLE), world.state());
    }

    @Test
    void aNewCoordinatorRemovesSilentMembersWithoutBeingAsked() {
        world.stable(2);
        world.failOver();
        world.pass(ClassicWorld.SESSION.plus(ClassicWorld.TICK));
        assertTrue(world.stored().orElseThrow().members().isEmpty());
    }

    @Test
    void whoJoinsANewGroupJoinsAtTheNextCoordinator() {
        var waiting = world.joinFirst();
        world.failOver();
        failure(ErrorCode.NOT_COORDINATOR, waiting);
        assertEquals(Optional.empty(), world.current());
        assertEquals(1, world.stable(1).getFirst().generation());
    }

    @Test
    void aRebalanceThatWasUnderWayIsForgotten() {
        var members = world.stable(2);
        var waiting = world.joinAgain(members.getFirst().memberId());
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(members.getLast()));
        world.failOver();
        failure(ErrorCode.NOT_COORDINATOR, waiting);
        result(world.beat(members.getLast()));
        var again = world.joinAgain(members.getFirst().memberId());
        var other = world.joinAgain(members.getLast().memberId());
        assertEquals(2, joined(again).generation());
        assertEquals(2, joined(other).generation());
    }

    @Test
    void aGenerationThatNobodyAssignedIsForgotten() {
        var members = world.stable(2);
        var first = world.joinAgain(members.getFirst().memberId());
        var second = joined(world.joinAgain(members.getLast().memberId()));
        var waiting = world.sync(second);
        world.failOver();
        failure(ErrorCode.NOT_COORDINATOR, waiting);
        failure(ErrorCode.ILLEGAL_GENERATION, world.sync(second));
        failure(ErrorCode.ILLEGAL_GENERATION, world.sync(joined(first)));
        failure(ErrorCode.ILLEGAL_GENERATION, world.commit(second.memberId(), 2));
        result(world.commit(second.memberId(), 1));
    }

    @Test
    void anEmptyGroupGoesOnCounting() {
        var member = world.stable(1).getFirst();
        world.leave(member.memberId());
        world.failOver();
        assertEquals(Optional.of(GroupState.EMPTY), world.state());
        failure(ErrorCode.UNKNOWN_MEMBER, world.beat(member));
        assertEquals(3, world.stable(1).getFirst().generation());
    }

    @Test
    void anAssignmentThatIsNotStoredIsMadeAgain() {
        var first = world.joinFirst();
        var second = world.joinFirst();
        world.pass(ClassicWorld.DELAY.multipliedBy(2));
        var waiting = world.sync(joined(second));
        world.operations.become(InMemoryOperations.Mode.LOST);
        var leads = world.sync(joined(first));
        world.operations.become(InMemoryOperations.Mode.LEADER);
        world.pass(ClassicWorld.TICK);
        failure(ErrorCode.INDETERMINATE, leads);
        assertTrue(waiting.isCompletedExceptionally());
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(joined(first)));
        var again = world.joinAgain(joined(first).memberId());
        var other = world.joinAgain(joined(second).memberId());
        assertEquals(2, joined(again).generation());
        assigned(world.sync(joined(again)));
        assigned(world.sync(joined(other)));
    }

    @Test
    void anAssignmentThatIsStoredAllTheSameIsTold() {
        var first = world.joinFirst();
        var second = world.joinFirst();
        world.pass(ClassicWorld.DELAY.multipliedBy(2));
        var waiting = world.sync(joined(second));
        world.operations.become(InMemoryOperations.Mode.ANSWER_UNKNOWN);
        failure(ErrorCode.INDETERMINATE, world.sync(joined(first)));
        world.operations.become(InMemoryOperations.Mode.LEADER);
        world.pass(ClassicWorld.TICK);
        assertEquals(joined(second).memberId(), assigned(waiting));
        assertEquals(joined(first).memberId(), assigned(world.sync(joined(first))));
    }

    @Test
    void aLeaveThatIsNotStoredIsTakenBack() {
        var member = world.stable(1).getFirst();
        world.operations.become(InMemoryOperations.Mode.LOST);
        failure(
                ErrorCode.INDETERMINATE,
                world.coordinator()
                        .leave(new io.gokafka.api.request.LeaveGroup(
                                ClassicWorld.GROUP,
                                List.of(new io.gokafka.api.request.LeaveGroup.Member(
                                        member.memberId(), Optional.empty(), "")))));
        world.operations.become(InMemoryOperations.Mode.LEADER);
        result(world.beat(member));
        world.pass(ClassicWorld.SESSION.plus(ClassicWorld.TICK));
        assertTrue(world.stored().orElseThrow().members().isEmpty());
    }

    @Test
    void whoSlipsInWhileLeadershipGoesIsNotLeftWaiting() {
        world.coordinator().onLeadership(false);
        var late = world.joinFirst();
        world.operations.become(InMemoryOperations.Mode.NOT_LEADER);
        world.pass(ClassicWorld.TICK);
        failure(ErrorCode.NOT_COORDINATOR, late);
        assertEquals(0, world.coordinator().waiting());
    }

    @Test
    void aGroupThatIsNoClassicOneAnyMoreForgetsWhoWaits() {
        var members = world.stable(2);
        var waiting = world.joinAgain(members.getFirst().memberId());
        var converted = world.operations.decide(ClassicWorld.GROUP, state -> {
            world.coordinator().release(ClassicWorld.GROUP);
            return new Decision<>(List.of(record(Optional.empty())), true);
        });
        assertTrue(result(converted));
        failure(ErrorCode.REBALANCE_IN_PROGRESS, waiting);
        world.pass(ClassicWorld.TICK);
        assertEquals(Optional.empty(), world.current());
        failure(ErrorCode.UNKNOWN_MEMBER, world.beat(members.getLast()));
    }

    @Test
    void nobodyJoinsAGroupWhoseCoordinatorAssigns() {
        Member member = Member.joining(
                new Identity("client", "host", Optional.empty(), Optional.empty()),
                Duration.ofMinutes(1),
                Subscription.to(List.of("t")));
        var joined = world.operations.decide(
                ClassicWorld.GROUP,
                state -> new Decision<>(
                        List.of(GroupRecordCodec.encode(
                                new GroupRecord.Membership(ClassicWorld.GROUP, "m", Optional.of(member)))),
                        true));
        assertTrue(result(joined));
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.joinFirst());
        assertEquals(0, world.coordinator().known());
    }

    @Test
    void theMembersOfAGroupThatHasBecomeAClassicOneJoinAgain() {
        var members = world.stable(2);
        ClassicGeneration generation = world.stored().orElseThrow();
        var converted = world.operations.decide(ClassicWorld.GROUP, state -> {
            world.coordinator().rebalanceSoon(ClassicWorld.GROUP);
            return new Decision<>(List.of(record(Optional.of(generation))), true);
        });
        assertTrue(result(converted));
        world.pass(ClassicWorld.TICK);
        assertEquals(Optional.of(GroupState.PREPARING_REBALANCE), world.state());
        var first = world.joinAgain(members.getFirst().memberId());
        assertFalse(first.isDone());
        var second = world.joinAgain(members.getLast().memberId());
        assertEquals(generation.number() + 1, joined(first).generation());
        assertEquals(generation.number() + 1, joined(second).generation());
    }

    private static io.gokafka.broker.state.StateRecord record(Optional<ClassicGeneration> generation) {
        return GroupRecordCodec.encode(new GroupRecord.Classic(ClassicWorld.GROUP, generation));
    }
}
