package io.gokafka.broker.group;

import static io.gokafka.broker.group.ClassicWorld.joined;
import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.RequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How members come into a generation. */
final class ClassicJoinTest {
    private final ClassicWorld world = new ClassicWorld();

    @Test
    void aNewGroupWaitsForMoreMembers() {
        var first = world.joinFirst();
        world.pass(Duration.ofMillis(2_900));
        assertFalse(first.isDone());
        assertEquals(Optional.of(GroupState.PREPARING_REBALANCE), world.state());
        world.pass(Duration.ofMillis(100));
        JoinGroup.Joined joined = joined(first);
        assertEquals(1, joined.generation());
        assertEquals(joined.memberId(), joined.leader());
        assertEquals(1, joined.members().size());
        assertEquals(Optional.of(GroupState.COMPLETING_REBALANCE), world.state());
    }

    @Test
    void eachThatComesExtendsTheWait() {
        var first = world.joinFirst();
        world.pass(Duration.ofSeconds(2));
        var second = world.joinFirst();
        world.pass(Duration.ofSeconds(2));
        assertFalse(first.isDone());
        world.pass(Duration.ofSeconds(2));
        assertEquals(2, joined(first).members().size());
        assertEquals(List.of(), joined(second).members());
        assertEquals(joined(first).memberId(), joined(second).leader());
    }

    @Test
    void theWaitIsNoLongerThanTheRebalanceTimeout() {
        var first = world.joinFirst();
        for (int i = 0; i < 30; i++) {
            assertFalse(first.isDone());
            var _ = world.joinFirst();
            world.pass(Duration.ofSeconds(2));
        }
        assertEquals(31, joined(first).members().size());
    }

    @Test
    void withoutADelayTheFirstMemberIsAnsweredAtOnce() {
        ClassicWorld eager = new ClassicWorld(10, Duration.ZERO);
        assertEquals(1, joined(eager.joinFirst()).generation());
    }

    @Test
    void aMemberIsToldItsIdFirstWhenItCanBe() {
        var told = assertInstanceOf(JoinGroup.MemberIdRequired.class, result(world.join(needsId(""))));
        assertEquals("client-0000", told.memberId());
        assertEquals(Optional.empty(), world.current());
        var join = world.join(needsId(told.memberId()));
        world.pass(ClassicWorld.DELAY);
        assertEquals(told.memberId(), joined(join).memberId());
    }

    @Test
    void anIdThatIsNotUsedInItsTimeIsForgotten() {
        var told = assertInstanceOf(JoinGroup.MemberIdRequired.class, result(world.join(needsId(""))));
        world.pass(ClassicWorld.SESSION);
        failure(ErrorCode.UNKNOWN_MEMBER, world.join(needsId(told.memberId())));
    }

    @Test
    void anIdThatWasGivenOutIsWaitedForInARebalance() {
        var stable = world.stable(1).getFirst();
        var told = assertInstanceOf(JoinGroup.MemberIdRequired.class, result(world.join(needsId(""))));
        assertEquals(Optional.of(GroupState.STABLE), world.state());
        var again = world.joinAgain(stable.memberId());
        assertFalse(again.isDone());
        var join = world.join(needsId(told.memberId()));
        assertEquals(2, joined(again).members().size());
        assertEquals(2, joined(join).generation());
    }

    @Test
    void idsThatWereGivenOutAreBounded() {
        ClassicWorld small = new ClassicWorld(2, ClassicWorld.DELAY);
        result(small.join(needsId("")));
        result(small.join(needsId("")));
        failure(ErrorCode.GROUP_FULL, small.join(needsId("")));
    }

    @Test
    void anIdIsFitForALogWhateverTheClientCallsItself() {
        var long_ = world.coordinator().join(needsId(""), new RequestContext("a\n".repeat(500), "host"));
        String id = assertInstanceOf(JoinGroup.MemberIdRequired.class, result(long_))
                .memberId();
        assertTrue(id.length() < 249 && id.startsWith("a_a_") && id.endsWith("-0000"), id);
    }

    @Test
    void anIdThatNobodyGaveOutIsUnknown() {
        failure(ErrorCode.UNKNOWN_MEMBER, world.joinAgain("somebody"));
        world.stable(1);
        failure(ErrorCode.UNKNOWN_MEMBER, world.joinAgain("somebody"));
        failure(ErrorCode.UNKNOWN_MEMBER, world.joinStatic("name", "somebody"));
    }

    @Test
    void sessionTimeoutsAreBounded() {
        failure(ErrorCode.INVALID_SESSION_TIMEOUT, world.join(withSession(Duration.ofMillis(5_999))));
        failure(ErrorCode.INVALID_SESSION_TIMEOUT, world.join(withSession(Duration.ofMinutes(31))));
    }

    @Test
    void whoHasNothingInCommonIsRefused() {
        world.stable(2, "range", "sticky");
        failure(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, world.joinFirst("other"));
        failure(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, world.join(connect()));
        failure(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, world.join(withoutProtocols()));
        assertEquals(Optional.of(GroupState.STABLE), world.state());
    }

    @Test
    void aGroupNeedsAProtocolFromTheStart() {
        failure(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, world.join(withoutProtocols()));
        assertEquals(Optional.empty(), world.current());
    }

    @Test
    void aProtocolTooManyIsRefused() {
        String[] many = IntStream.range(0, 51).mapToObj(i -> "p" + i).toArray(String[]::new);
        failure(ErrorCode.INVALID_REQUEST, world.joinFirst(many));
    }

    @Test
    void theProtocolThatMostLikeBestIsChosen() {
        var first = world.joinFirst("a", "b");
        var second = world.joinFirst("b", "a");
        var third = world.joinFirst("c", "b", "a");
        world.pass(ClassicWorld.DELAY.multipliedBy(2));
        assertEquals("b", joined(first).protocol());
        assertEquals("b", joined(second).protocol());
        assertEquals("b", joined(third).protocol());
    }

    @Test
    void theLeaderIsToldWhatAllWantForTheChosenProtocol() {
        var first = world.joinFirst("a:x", "b:y");
        var _ = world.joinFirst("b:z");
        world.pass(ClassicWorld.DELAY.multipliedBy(2));
        List<String> wishes = joined(first).members().stream()
                .map(m -> new String(m.metadata(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
        assertEquals(List.of("y", "z"), wishes);
    }

    @Test
    void aFullGroupTakesNobodyElse() {
        ClassicWorld small = new ClassicWorld(2, ClassicWorld.DELAY);
        var members = small.stable(2);
        failure(ErrorCode.GROUP_FULL, small.joinFirst());
        var again = small.joinAgain(members.getFirst().memberId());
        var other = small.joinAgain(members.getLast().memberId());
        assertEquals(2, joined(again).members().size());
        assertEquals(2, joined(other).generation());
    }

    @Test
    void moreMetadataThanFitsIntoAGenerationIsRefused() {
        var _ = world.joinFirst("range:" + "x".repeat(500_000));
        failure(ErrorCode.GROUP_FULL, world.joinFirst("range:" + "x".repeat(500_000)));
        failure(ErrorCode.GROUP_FULL, new ClassicWorld().joinFirst("range:" + "x".repeat(900_001)));
    }

    @Test
    void aRebalanceWaitsForAllMembers() {
        var members = world.stable(2);
        var third = world.joinFirst();
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(members.getFirst()));
        var first = world.joinAgain(members.getFirst().memberId());
        assertFalse(first.isDone());
        var second = world.joinAgain(members.getLast().memberId());
        for (var answer : List.of(first, second, third)) {
            assertEquals(2, joined(answer).generation());
            assertEquals(members.getFirst().memberId(), joined(answer).leader());
        }
        assertEquals(3, joined(first).members().size());
        assertEquals(List.of(), joined(third).members());
    }

    @Test
    void whoDoesNotJoinAgainInTimeIsRemoved() {
        var members = world.stable(2);
        var third = world.joinFirst();
        var first = world.joinAgain(members.getFirst().memberId());
        String slow = members.getLast().memberId();
        for (int i = 0; i < 20; i++) {
            assertFalse(first.isDone());
            failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(slow, 1));
            world.pass(Duration.ofSeconds(3));
        }
        assertEquals(2, joined(first).members().size());
        assertEquals(2, joined(third).generation());
        failure(ErrorCode.UNKNOWN_MEMBER, world.beat(slow, 1));
    }

    @Test
    void aLeaderThatDoesNotJoinAgainIsReplaced() {
        var members = world.stable(2);
        world.leave(members.getFirst().memberId());
        var second = world.joinAgain(members.getLast().memberId());
        assertEquals(members.getLast().memberId(), joined(second).leader());
        assertEquals(1, joined(second).members().size());
    }

    @Test
    void theLongestRebalanceTimeoutCounts() {
        var members = world.stable(1);
        var patient = world.join(withRebalance(Duration.ofMinutes(2)));
        for (int i = 0; i < 39; i++) {
            world.pass(Duration.ofSeconds(3));
            failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(members.getFirst()));
            assertFalse(patient.isDone());
        }
        world.pass(Duration.ofSeconds(3));
        assertEquals(1, joined(patient).members().size());
    }

    @Test
    void aFollowerThatAsksAgainIsToldOfThePresentGeneration() {
        var members = world.stable(2);
        var again = world.joinAgain(members.getLast().memberId());
        assertEquals(members.getLast(), joined(again));
        assertEquals(Optional.of(GroupState.STABLE), world.state());
    }

    @Test
    void aFollowerThatWantsSomethingElseCausesARebalance() {
        var members = world.stable(2);
        var again = world.joinAgain(members.getLast().memberId(), "range:else");
        assertFalse(again.isDone());
        assertEquals(Optional.of(GroupState.PREPARING_REBALANCE), world.state());
    }

    @Test
    void aLeaderThatJoinsAgainCausesARebalance() {
        var members = world.stable(2);
        assertFalse(world.joinAgain(members.getFirst().memberId()).isDone());
        failure(ErrorCode.REBALANCE_IN_PROGRESS, world.beat(members.getLast()));
    }

    @Test
    void whoMissedTheAnswerGetsItAgainWhileTheLeaderAssigns() {
        var first = world.joinFirst();
        var second = world.joinFirst();
        world.pass(ClassicWorld.DELAY.multipliedBy(2));
        assertEquals(joined(second), joined(world.joinAgain(joined(second).memberId())));
        assertEquals(
                joined(first).members().size(),
                joined(world.joinAgain(joined(first).memberId())).members().size());
        assertEquals(Optional.of(GroupState.COMPLETING_REBALANCE), world.state());
        assertFalse(world.joinAgain(joined(second).memberId(), "range:else").isDone());
        assertEquals(Optional.of(GroupState.PREPARING_REBALANCE), world.state());
    }

    @Test
    void oneThatAsksTwiceIsAnsweredTwice() {
        var members = world.stable(2);
        CompletableFuture<JoinGroup.Result> once =
                world.joinAgain(members.getFirst().memberId());
        CompletableFuture<JoinGroup.Result> twice =
                world.joinAgain(members.getFirst().memberId());
        failure(ErrorCode.REBALANCE_IN_PROGRESS, once);
        assertFalse(twice.isDone());
        var _ = world.joinAgain(members.getLast().memberId());
        assertEquals(2, joined(twice).generation());
    }

    @Test
    void oneWhoseClientGaveUpBeforeItsFirstGenerationIsForgottenInTheEnd() {
        var members = world.stable(1);
        var lost = world.joinFirst();
        for (int i = 0; i < 99; i++) {
            world.pass(Duration.ofSeconds(3));
            var again = world.join(withRebalanceOf(members.getFirst().memberId(), Duration.ofMinutes(10)));
            if (again.isDone()) {
                var _ = world.sync(joined(again));
            }
        }
        assertTrue(lost.isDone());
    }

    private static JoinGroup needsId(String id) {
        return change(id, true, ClassicWorld.SESSION, ClassicWorld.REBALANCE, "consumer", true);
    }

    private static JoinGroup withSession(Duration session) {
        return change("", false, session, ClassicWorld.REBALANCE, "consumer", true);
    }

    private static JoinGroup withRebalance(Duration rebalance) {
        return withRebalanceOf("", rebalance);
    }

    private static JoinGroup withRebalanceOf(String id, Duration rebalance) {
        return change(id, false, ClassicWorld.SESSION, rebalance, "consumer", true);
    }

    private static JoinGroup connect() {
        return change("", false, ClassicWorld.SESSION, ClassicWorld.REBALANCE, "connect", true);
    }

    private static JoinGroup withoutProtocols() {
        return change("", false, ClassicWorld.SESSION, ClassicWorld.REBALANCE, "consumer", false);
    }

    private static JoinGroup change(
            String id, boolean needsId, Duration session, Duration rebalance, String type, boolean protocols) {
        return new JoinGroup(
                ClassicWorld.GROUP,
                id,
                Optional.empty(),
                needsId,
                session,
                rebalance,
                type,
                protocols ? List.of(ClassicWorld.protocol("range")) : List.of(),
                "");
    }
}
