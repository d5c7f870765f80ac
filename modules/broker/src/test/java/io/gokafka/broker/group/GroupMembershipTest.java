package io.gokafka.broker.group;

import static io.gokafka.broker.group.GroupWorld.partitions;
import static io.gokafka.broker.group.GroupWorld.partitionsUpTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members come, stay and go. */
final class GroupMembershipTest {
    private final GroupWorld world = new GroupWorld();

    @BeforeEach
    void aTopicOfTwelvePartitions() {
        world.topics.put("t", 12);
    }

    @Test
    void theOnlyMemberGetsEverythingWhenItJoins() {
        GroupHeartbeat.Result joined = world.join("a", "t");
        assertEquals(
                new GroupHeartbeat.Result(1, Duration.ofSeconds(2), Optional.of(List.of(partitionsUpTo("t", 12)))),
                joined);
        assertEquals(GroupState.STABLE, world.describe().state());
    }

    @Test
    void aHeartbeatThatChangesNothingWritesNothing() {
        int epoch = world.join("a", "t").memberEpoch();
        int written = world.operations.logSize();
        GroupHeartbeat.Result answer = world.stay("a", epoch, partitionsUpTo("t", 12));
        assertEquals(new GroupHeartbeat.Result(epoch, Duration.ofSeconds(2), Optional.empty()), answer);
        assertEquals(written, world.operations.logSize());
    }

    @Test
    void aPartitionMovesOnlyAfterItsOwnerGaveItUp() {
        int epoch = world.join("a", "t").memberEpoch();
        GroupHeartbeat.Result waiting = world.join("b", "t");
        assertEquals(Optional.of(List.of()), waiting.assignment());
        assertTrue(waiting.heartbeatInterval().compareTo(world.settings.heartbeatInterval()) < 0);

        List<TopicPartition> kept =
                world.stay("a", epoch, partitionsUpTo("t", 12)).assignment().orElseThrow();
        assertEquals(6, kept.size());
        assertEquals(Optional.of(List.of()), world.stay("b", 2).assignment().or(() -> Optional.of(List.of())));
        assertEquals(GroupState.RECONCILING, world.describe().state());

        assertEquals(2, world.stay("a", epoch, GroupWorld.array(kept)).memberEpoch());
        Set<TopicPartition> moved =
                new TreeSet<>(world.stay("b", 2).assignment().orElseThrow());
        assertEquals(6, moved.size());
        assertTrue(kept.stream().noneMatch(moved::contains));
        assertEquals(GroupState.STABLE, world.describe().state());
    }

    @Test
    void anAssignmentIsToldUntilTheMemberSaysThatItHasIt() {
        int epoch = world.join("a", "t").memberEpoch();
        assertTrue(world.heartbeat("a", epoch, Optional.empty(), Optional.empty())
                .assignment()
                .isPresent());
        assertTrue(world.stay("a", epoch).assignment().isPresent());
        assertTrue(world.stay("a", epoch, partitionsUpTo("t", 12)).assignment().isEmpty());
        assertTrue(world.heartbeat("a", epoch, Optional.empty(), Optional.empty())
                .assignment()
                .isEmpty());
    }

    @Test
    void theEpochBeforeIsAcceptedWhenAnAnswerWasLost() {
        world.join("a", "t");
        world.join("b", "t");
        List<TopicPartition> kept =
                world.stay("a", 1, partitionsUpTo("t", 12)).assignment().orElseThrow();
        TopicPartition[] owned = GroupWorld.array(kept);
        assertEquals(2, world.stay("a", 1, owned).memberEpoch());
        assertEquals(2, world.stay("a", 1, owned).memberEpoch());
        RequestException fenced =
                assertThrows(RequestException.class, () -> world.stay("a", 1, partitionsUpTo("t", 12)));
        assertEquals(ErrorCode.FENCED_MEMBER_EPOCH, fenced.code());
    }

    @Test
    void epochsThatTheMemberNeverHadAreFenced() {
        world.join("a", "t");
        RequestException fenced = assertThrows(RequestException.class, () -> world.stay("a", 7));
        assertEquals(ErrorCode.FENCED_MEMBER_EPOCH, fenced.code());
    }

    @Test
    void aMemberThatJoinsAgainGetsItsStateAgain() {
        GroupHeartbeat.Result first = world.join("a", "t");
        int written = world.operations.logSize();
        assertEquals(first, world.join("a", "t"));
        assertEquals(written, world.operations.logSize());
    }

    @Test
    void aStrangerMustJoinFirst() {
        RequestException unknown = assertThrows(RequestException.class, () -> world.stay("a", 3));
        assertEquals(ErrorCode.UNKNOWN_MEMBER, unknown.code());
    }

    @Test
    void aLeaverLeavesTwiceWithoutHarm() {
        world.join("a", "t");
        assertEquals(GroupHeartbeat.LEAVE, world.leave("a").memberEpoch());
        assertEquals(GroupHeartbeat.LEAVE, world.leave("a").memberEpoch());
    }

    @Test
    void aNewSubscriptionChangesTheAssignment() {
        world.topics.put("u", 2);
        int epoch = world.join("a", "t").memberEpoch();
        GroupHeartbeat.Result answer =
                world.heartbeat("a", epoch, Optional.of(List.of("u")), Optional.of(List.of(partitionsUpTo("t", 12))));
        assertEquals(Optional.of(List.of()), answer.assignment());
        assertEquals(
                Optional.of(List.of(partitions("u", 0, 1))),
                world.stay("a", epoch).assignment());
    }

    @Test
    void partitionsThatAreAddedAreAssigned() {
        int epoch = world.join("a", "t", "later").memberEpoch();
        world.topics.put("t", 13);
        world.topics.put("later", 1);
        world.pass(GroupWorld.TICK);
        GroupHeartbeat.Result answer = world.stay("a", epoch, partitionsUpTo("t", 12));
        assertEquals(epoch + 1, answer.memberEpoch());
        assertEquals(14, answer.assignment().orElseThrow().size());
    }

    @Test
    void aMemberTooManyIsRefused() {
        GroupSettings small = GroupSettings.from(new Settings(Map.of("group-max-members", "1")));
        GroupWorld full = new GroupWorld(small);
        full.join("a", "t");
        RequestException refused = assertThrows(RequestException.class, () -> full.join("b", "t"));
        assertEquals(ErrorCode.GROUP_FULL, refused.code());
        full.join("a", "t");
    }

    @Test
    void requestsThatAreNotAllowedSayWhatIs() {
        refused(ErrorCode.INVALID_GROUP, "", "a", 0, List.of("t"));
        refused(ErrorCode.INVALID_GROUP, "g".repeat(250), "a", 0, List.of("t"));
        refused(ErrorCode.INVALID_GROUP, "two\nlines", "a", 0, List.of("t"));
        refused(ErrorCode.INVALID_GROUP, "half \ud800", "a", 0, List.of("t"));
        refused(ErrorCode.INVALID_REQUEST, "g", "", 0, List.of("t"));
        refused(ErrorCode.INVALID_REQUEST, "g", "a", -2, List.of("t"));
        refused(ErrorCode.INVALID_TOPIC, "g", "a", 0, List.of(".."));
        List<String> many = IntStream.rangeClosed(0, Limits.MAX_TOPICS)
                .mapToObj(i -> "t" + i)
                .toList();
        refused(ErrorCode.INVALID_REQUEST, "g", "a", 0, many);
        assertTrue(world.operations.state().groups().isEmpty());
    }

    @Test
    void aJoinMustBeComplete() {
        GroupWorld.failure(
                ErrorCode.INVALID_REQUEST,
                world.send(new GroupHeartbeat(
                        "g", "a", 0, Duration.ofSeconds(1), Optional.empty(), Optional.of(List.of()))));
        GroupWorld.failure(
                ErrorCode.INVALID_REQUEST,
                world.send(new GroupHeartbeat(
                        "g", "a", 0, Duration.ZERO, Optional.of(List.of("t")), Optional.of(List.of()))));
    }

    @Test
    void groupsAreListedAndDescribed() {
        world.join("a", "t");
        assertEquals(
                List.of(new ListGroups.Group(GroupWorld.GROUP, GroupState.STABLE, 1)),
                world.coordinator().list().join().groups());
        DescribeGroup.Member member = world.describe().members().getFirst();
        assertEquals(
                new DescribeGroup.Member(
                        "a",
                        "client of a",
                        "10.0.0.1:5",
                        1,
                        List.of("t"),
                        List.of(partitionsUpTo("t", 12)),
                        new DescribeGroup.Details(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(partitionsUpTo("t", 12)),
                                Optional.empty())),
                member);
        GroupWorld.failure(ErrorCode.UNKNOWN_GROUP, world.coordinator().describe(new DescribeGroup("nobody")));
    }

    private void refused(ErrorCode code, String group, String member, int epoch, List<String> topics) {
        GroupWorld.failure(
                code,
                world.send(new GroupHeartbeat(
                        group, member, epoch, Duration.ofSeconds(1), Optional.of(topics), Optional.of(List.of()))));
    }
}
