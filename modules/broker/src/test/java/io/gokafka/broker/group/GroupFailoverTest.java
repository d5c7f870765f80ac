package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members crash, are slow, or lose their coordinator. */
final class GroupFailoverTest {
    private final GroupWorld world = new GroupWorld();
    private final List<SimulatedMember> members = new ArrayList<>();

    @BeforeEach
    void threeMembersShareTwelvePartitions() {
        world.topics.put("t", 12);
        for (String id : List.of("a", "b", "c")) {
            members.add(new SimulatedMember(world, id, List.of("t"), false));
        }
        beatFor(Duration.ofSeconds(10));
        assertLoads(4, 4, 4);
    }

    @Test
    void theOthersTakeOverAfterTheSessionOfAMemberThatCrashed() {
        members.removeFirst().crash();
        beatFor(Duration.ofSeconds(9));
        assertLoads(4, 4);
        beatFor(Duration.ofSeconds(4));
        assertLoads(6, 6);
        assertEquals(2, world.describe().members().size());
    }

    @Test
    void theOthersTakeOverWithTheirNextHeartbeatWhenAMemberLeaves() {
        members.removeFirst().leave();
        members.forEach(SimulatedMember::heartbeat);
        assertLoads(6, 6);
    }

    @Test
    void aNewLeaderGivesEachMemberAFreshSession() {
        world.jump(Duration.ofSeconds(9));
        world.failOver();
        world.pass(Duration.ofSeconds(9));
        assertEquals(3, world.describe().members().size());
        world.pass(Duration.ofSeconds(2));
        assertEquals(List.of(), world.describe().members());
    }

    @Test
    void membersGoOnWithANewLeaderAsIfNothingHadHappened() {
        int written = world.operations.logSize();
        world.failOver();
        beatFor(Duration.ofSeconds(30));
        assertLoads(4, 4, 4);
        assertEquals(written, world.operations.logSize());
    }

    @Test
    void aMemberThatTakesTooLongToGiveUpIsRemoved() {
        SimulatedMember slow = members.getFirst();
        members.add(new SimulatedMember(world, "d", List.of("t"), false));
        Duration half = GroupWorld.REBALANCE_TIMEOUT.dividedBy(2);
        beat(half, slow);
        assertEquals(4, world.describe().members().size());
        assertEquals(GroupState.RECONCILING, world.describe().state());
        beat(half.plusSeconds(15), slow);
        assertLoads(3, 3, 3, 3);
    }

    @Test
    void aReplicaThatDoesNotLeadSendsClientsAway() {
        world.operations.become(InMemoryOperations.Mode.NOT_LEADER);
        RequestException refused = assertThrows(RequestException.class, () -> world.join("x", "t"));
        assertEquals(ErrorCode.NOT_COORDINATOR, refused.code());
        GroupWorld.failure(ErrorCode.NOT_COORDINATOR, world.coordinator().list());
        world.pass(Duration.ofSeconds(30));
        assertEquals(1, world.operations.state().groups().size());
    }

    @Test
    void aHeartbeatOfUnknownOutcomeMayBeMadeAgain() {
        world.operations.become(InMemoryOperations.Mode.ANSWER_UNKNOWN);
        RequestException unknown = assertThrows(RequestException.class, () -> world.join("x", "t"));
        assertEquals(ErrorCode.INDETERMINATE, unknown.code());
        world.operations.become(InMemoryOperations.Mode.LEADER);
        int written = world.operations.logSize();
        world.join("x", "t");
        assertEquals(written, world.operations.logSize());
    }

    @Test
    void aTickThatFailsIsMadeAgain() {
        members.forEach(SimulatedMember::crash);
        world.operations.become(InMemoryOperations.Mode.LOST);
        world.pass(Duration.ofSeconds(12));
        assertEquals(
                Optional.of(3),
                world.operations.state().groups().stream()
                        .map(g -> g.members().size())
                        .findFirst());
        world.operations.become(InMemoryOperations.Mode.LEADER);
        world.pass(GroupWorld.TICK);
        assertEquals(List.of(), world.describe().members());
    }

    private void beatFor(Duration span) {
        beat(span, null);
    }

    /** Lets members live for a while; one of them may not get to giving up what it was told to. */
    private void beat(Duration span, @Nullable SimulatedMember slow) {
        for (Duration left = span; left.isPositive(); left = left.minusSeconds(1)) {
            world.pass(Duration.ofSeconds(1));
            members.stream().filter(m -> m != slow).forEach(SimulatedMember::finishRevoking);
            members.forEach(SimulatedMember::heartbeat);
        }
    }

    private void assertLoads(Integer... loads) {
        assertEquals(List.of(loads), members.stream().map(m -> m.owned().size()).toList());
        Set<TopicPartition> all = new TreeSet<>();
        members.forEach(m -> all.addAll(m.owned()));
        assertEquals(List.of(loads).stream().mapToInt(Integer::intValue).sum(), all.size());
    }
}
