package io.gokafka.broker.group;

import static io.gokafka.broker.group.ClassicWorld.assigned;
import static io.gokafka.broker.group.ClassicWorld.joined;
import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.group.classic.ClassicGeneration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How members get their assignment, stay and leave. */
final class ClassicSyncTest {
    private final ClassicWorld world = new ClassicWorld();

    @Test
    void allAreToldWhenTheLeaderHasAssigned() {
        List<JoinGroup.Joined> joined = joinedMembers(3);
        var second = world.sync(joined.get(1));
        var third = world.sync(joined.get(2));
        assertFalse(second.isDone() || third.isDone());
        assertEquals(Optional.empty(), world.stored());
        var first = world.sync(joined.get(0));
        assertEquals(joined.get(0).memberId(), assigned(first));
        assertEquals(joined.get(1).memberId(), assigned(second));
        assertEquals(joined.get(2).memberId(), assigned(third));
        assertEquals("range", result(third).protocol());
        assertEquals(Optional.of(GroupState.STABLE), world.state());
        assertEquals(1, world.stored().orElseThrow().number());
        assertEquals(3, world.stored().orElseThrow().members().size());
        assertEquals(1, world.operations.logSize());
    }

    @Test
    void whoSyncsLaterGetsWhatIsStored() {
        List<JoinGroup.Joined> joined = joinedMembers(2);
        var _ = world.sync(joined.get(0));
        assertEquals(joined.get(1).memberId(), assigned(world.sync(joined.get(1))));
        assertEquals(joined.get(1).memberId(), assigned(world.sync(joined.get(1))));
        assertEquals(1, world.operations.logSize());
    }

    @Test
    void whoIsLeftOutGetsNothing() {
        List<JoinGroup.Joined> joined = joinedMembers(2);
        var second = world.sync(joined.get(1));
        var _ = world.sync(syncOf(joined.get(0), 1, Optional.empty(), Optional.empty(), Map.of("nobody", new byte[3])));
        assertEquals("", assigned(second));
        assertEquals(2, world.stored().orElseThrow().members().size());
    }

    @Test
    void aSyncThatDoesNotFitIsRefused() {
        JoinGroup.Joined member = joinedMembers(1).getFirst();
        failure(
                ErrorCode.ILLEGAL_GENERATION,
                world.sync(syncOf(member, 2, Optional.empty(), Optional.empty(), Map.of())));
        failure(
                ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
                world.sync(syncOf(member, 1, Optional.of("connect"), Optional.empty(), Map.of())));
        failure(
                ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
                world.sync(syncOf(member, 1, Optional.empty(), Optional.of("sticky"), Map.of())));
        failure(
                ErrorCode.UNKNOWN_MEMBER,
                world.sync(new SyncGroup(
                        ClassicWorld.GROUP,
                        "else",
                        Optional.empty(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of())));
        assertEquals(Optional.of(GroupState.COMPLETING_REBALANCE), world.state());
    }

    @Test
    void whoWaitsForAnAssignmentJoinsAgainWhenAMemberComes() {
        List<JoinGroup.Joined> joined = joinedMembers(2);
        var second = world.sync(joined.get(1));
        var third = world.joinFirst();
        failure(ErrorCode.REBALANCE_IN_PROGRESS, second);
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.sync(joined.get(0)));
        assertFalse(third.isDone());
    }

    @Test
    void anAssignmentThatIsTooLargeIsRefused() {
        List<JoinGroup.Joined> joined = joinedMembers(2);
        var second = world.sync(joined.get(1));
        Map<String, byte[]> huge = Map.of(joined.get(1).memberId(), new byte[900_001]);
        failure(
                ErrorCode.RECORD_TOO_LARGE,
                world.sync(syncOf(joined.get(0), 1, Optional.empty(), Optional.empty(), huge)));
        failure(ErrorCode.REBALANCE_IN_PROGRESS, second);
        assertEquals(Optional.of(GroupState.PREPARING_REBALANCE), world.state());
    }

    @Test
    void whoDoesNotSyncInTimeIsRemoved() {
        List<JoinGroup.Joined> joined = joinedMembers(2);
        var _ = world.sync(joined.get(0));
        for (int i = 0; i < 30; i++) {
            world.pass(Duration.ofSeconds(2));
            if (i < 29) {
                result(world.beat(joined.get(0)));
                result(world.beat(joined.get(1)));
            }
        }
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(joined.get(0)));
        failure(ErrorCode.UNKNOWN_MEMBER, world.beat(joined.get(1)));
    }

    @Test
    void aLeaderThatDoesNotAssignIsRemoved() {
        List<JoinGroup.Joined> joined = joinedMembers(2);
        var second = world.sync(joined.get(1));
        for (int i = 0; i < 30; i++) {
            assertFalse(second.isDone());
            result(world.beat(joined.get(0)));
            world.pass(Duration.ofSeconds(2));
        }
        failure(ErrorCode.REBALANCE_IN_PROGRESS, second);
        var again = world.joinAgain(joined.get(1).memberId());
        assertEquals(joined.get(1).memberId(), joined(again).leader());
    }

    @Test
    void heartbeatsAreAnsweredByWhatTheGroupDoes() {
        failure(ErrorCode.UNKNOWN_MEMBER, world.beat("nobody", 0));
        List<JoinGroup.Joined> joined = joinedMembers(1);
        result(world.beat(joined.getFirst()));
        assigned(world.sync(joined.getFirst()));
        result(world.beat(joined.getFirst()));
        failure(ErrorCode.ILLEGAL_GENERATION, world.beat(joined.getFirst().memberId(), 2));
        failure(ErrorCode.UNKNOWN_MEMBER, world.beat("nobody", 1));
        var _ = world.joinFirst();
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(joined.getFirst()));
    }

    @Test
    void aSilentMemberIsRemovedAndTheOthersJoinAgain() {
        var members = world.stable(2);
        for (int i = 0; i < 10; i++) {
            result(world.beat(members.getFirst()));
            world.pass(Duration.ofSeconds(1));
        }
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(members.getFirst()));
        var again = world.joinAgain(members.getFirst().memberId());
        assertEquals(1, joined(again).members().size());
        assertEquals(2, joined(again).generation());
    }

    @Test
    void aGroupWhoseMembersAreSilentBecomesEmpty() {
        world.stable(2);
        world.pass(ClassicWorld.SESSION);
        ClassicGeneration empty = world.stored().orElseThrow();
        assertEquals(2, empty.number());
        assertEquals(Map.of(), empty.members());
        assertEquals(world.millis(), empty.emptySince());
        assertEquals(Optional.of(GroupState.EMPTY), world.state());
        assertEquals(3, world.stable(1).getFirst().generation());
    }

    @Test
    void membersLeaveTogetherAndEachIsToldWhatCameOfIt() {
        var members = world.stable(2);
        LeaveGroup.Result left = world.leave(
                members.getFirst().memberId(), "nobody", members.getLast().memberId());
        assertEquals(Optional.empty(), left.failures().get(0));
        assertEquals(
                ErrorCode.UNKNOWN_MEMBER, left.failures().get(1).orElseThrow().code());
        assertEquals(Optional.empty(), left.failures().get(2));
        assertEquals(2, world.stored().orElseThrow().number());
        assertEquals(Optional.empty(), world.stored().orElseThrow().protocol());
        assertEquals(Optional.of(GroupState.EMPTY), world.state());
    }

    @Test
    void whenOneLeavesTheOthersJoinAgain() {
        var members = world.stable(2);
        world.leave(members.getLast().memberId());
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(members.getFirst()));
        assertEquals(2, joined(world.joinAgain(members.getFirst().memberId())).generation());
    }

    @Test
    void oneThatLeavesWhileItWaitsIsTold() {
        CompletableFuture<JoinGroup.Result> told = world.join(new JoinGroup(
                ClassicWorld.GROUP,
                "",
                Optional.empty(),
                true,
                ClassicWorld.SESSION,
                ClassicWorld.REBALANCE,
                "consumer",
                List.of(ClassicWorld.protocol("range")),
                ""));
        String id = ((JoinGroup.MemberIdRequired) result(told)).memberId();
        var waiting = world.joinAgain(id);
        assertEquals(List.of(Optional.empty()), world.leave(id).failures());
        failure(ErrorCode.UNKNOWN_MEMBER, waiting);
        assertEquals(Optional.empty(), world.current());
        assertEquals(0, world.operations.logSize());
    }

    @Test
    void anIdThatIsNotUsedYetMayLeave() {
        var members = world.stable(1);
        String id = ((JoinGroup.MemberIdRequired) result(world.join(new JoinGroup(
                        ClassicWorld.GROUP,
                        "",
                        Optional.empty(),
                        true,
                        ClassicWorld.SESSION,
                        ClassicWorld.REBALANCE,
                        "consumer",
                        List.of(ClassicWorld.protocol("range")),
                        ""))))
                .memberId();
        var again = world.joinAgain(members.getFirst().memberId());
        assertFalse(again.isDone());
        assertEquals(List.of(Optional.empty()), world.leave(id).failures());
        assertTrue(again.isDone());
    }

    @Test
    void onlyMembersOfTheGenerationCommit() {
        failure(ErrorCode.ILLEGAL_GENERATION, world.commit("nobody", 1));
        result(world.commit(Optional.empty()));
        List<JoinGroup.Joined> joined = joinedMembers(1);
        String id = joined.getFirst().memberId();
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.commit(id, 1));
        assigned(world.sync(joined.getFirst()));
        result(world.commit(id, 1));
        failure(ErrorCode.ILLEGAL_GENERATION, world.commit(id, 0));
        failure(ErrorCode.UNKNOWN_MEMBER, world.commit("nobody", 1));
        failure(ErrorCode.UNKNOWN_MEMBER, world.commit(Optional.empty()));
        failure(
                ErrorCode.UNKNOWN_MEMBER,
                world.commit(Optional.of(new CommitOffsets.Member(id, 1, Optional.of("no such name")))));
        var _ = world.joinFirst();
        result(world.commit(id, 1));
        world.leave(id);
        world.pass(Duration.ofMinutes(6));
        result(world.commit(Optional.empty()));
        failure(ErrorCode.UNKNOWN_MEMBER, world.commit(id, 1));
    }

    @Test
    void aCommitIsASignOfLife() {
        var member = world.stable(1).getFirst();
        for (int i = 0; i < 10; i++) {
            world.pass(Duration.ofSeconds(5));
            result(world.commit(member.memberId(), 1));
        }
        result(world.beat(member));
    }

    @Test
    void aStableGroupIsDescribedWithWhatItsMembersWantAndHave() {
        var members = world.stable(2);
        var described = world.coordinator()
                .describe(world.operations.state().group(ClassicWorld.GROUP))
                .orElseThrow();
        assertEquals(GroupType.CLASSIC, described.type());
        assertEquals("range", described.protocol());
        assertEquals("consumer", described.protocolType());
        var first = described.members().getFirst().more().classic().orElseThrow();
        assertEquals("wishes", new String(first.metadata(), java.nio.charset.StandardCharsets.UTF_8));
        assertTrue(first.assignment().length > 0);
        var _ = world.joinAgain(members.getFirst().memberId());
        described = world.coordinator()
                .describe(world.operations.state().group(ClassicWorld.GROUP))
                .orElseThrow();
        assertEquals(GroupState.PREPARING_REBALANCE, described.state());
        assertEquals("", described.protocol());
        assertEquals(
                0, described.members().getFirst().more().classic().orElseThrow().metadata().length);
    }

    private List<JoinGroup.Joined> joinedMembers(int count) {
        List<CompletableFuture<JoinGroup.Result>> joins = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            joins.add(world.joinFirst());
        }
        world.pass(ClassicWorld.DELAY.multipliedBy(2));
        return joins.stream().map(ClassicWorld::joined).toList();
    }

    private static SyncGroup syncOf(
            JoinGroup.Joined member,
            int generation,
            Optional<String> type,
            Optional<String> protocol,
            Map<String, byte[]> assignments) {
        return new SyncGroup(
                ClassicWorld.GROUP, member.memberId(), Optional.empty(), generation, type, protocol, assignments);
    }
}
