package io.gokafka.broker.group;

import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.partitionsUpTo;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.JoinGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A group changes its protocol while its members go on reading (KIP-848). */
final class MigrationTest {
    private GroupWorld world = new GroupWorld();

    @Test
    void aClassicGroupIsTakenOverByTheFirstMemberOfTheConsumerProtocol() {
        ClassicClient old = classicGroup();
        int generation = old.generation();
        GroupHeartbeat.Result joined = world.join("new", "t");
        assertEquals(Optional.of(List.of()), joined.assignment());
        DescribeGroup.Result group = world.describe();
        assertEquals(GroupType.CONSUMER, group.type());
        assertEquals(2, group.members().size());
        assertEquals(generation + 1, group.epoch());

        failure(ErrorCode.REBALANCE_IN_PROGRESS, old.heartbeat());
        old.rejoin();
        assertEquals(2, old.owned().size());
        GroupHeartbeat.Result given = world.stay("new", joined.memberEpoch());
        assertEquals(2, given.assignment().orElseThrow().size());
        Set<TopicPartition> all = new TreeSet<>(old.owned());
        all.addAll(given.assignment().orElseThrow());
        assertEquals(4, all.size());
        result(old.heartbeat());
        assertEquals(GroupState.STABLE, world.describe().state());
    }

    @Test
    void theGroupIsAClassicOneAgainWhenOnlyClassicMembersAreLeft() {
        ClassicClient old = classicGroup();
        world.join("new", "t");
        old.rejoin();
        world.stay("new", 2);
        world.leave("new");
        DescribeGroup.Result group = world.describe();
        assertEquals(GroupType.CLASSIC, group.type());
        assertTrue(world.operations.replica().group(GroupWorld.GROUP).members().isEmpty());
        failure(ErrorCode.REBALANCE_IN_PROGRESS, old.heartbeat());

        CompletableFuture<JoinGroup.Result> again = old.join();
        world.pass(Duration.ofSeconds(5));
        JoinGroup.Joined joined = old.joined(again);
        assertEquals(old.id(), joined.leader());
        result(old.sync(ClassicClient.assignments(Map.of(old.id(), List.of(partitionsUpTo("t", 4))))));
        assertEquals(GroupState.STABLE, world.describe().state());
    }

    @Test
    void classicMembersThatAreSilentAreRemovedAfterTheirOwnSession() {
        classicGroup();
        world.join("new", "t");
        for (int i = 0; i < 11; i++) {
            world.pass(Duration.ofSeconds(1));
            world.heartbeat("new", 2, Optional.empty(), Optional.of(List.of()));
        }
        assertEquals(1, world.describe().members().size());
        assertEquals(4, world.stay("new", 2).assignment().orElseThrow().size());
    }

    @Test
    void aClassicMemberJoinsAGroupOfTheConsumerProtocol() {
        world.topics.put("t", 4);
        int epoch = world.join("new", "t").memberEpoch();
        ClassicClient old = new ClassicClient(world, Optional.empty(), "t");
        JoinGroup.Joined joined = old.joined(old.join());
        assertEquals("", joined.leader());
        assertEquals(List.of(), joined.members());
        assertFalse(old.follow(result(old.sync(Map.of()))));
        assertEquals(Set.of(), old.owned());
        result(old.heartbeat());

        TopicPartition[] kept = GroupWorld.array(
                world.stay("new", epoch, partitionsUpTo("t", 4)).assignment().orElseThrow());
        world.stay("new", epoch, kept);
        failure(ErrorCode.REBALANCE_IN_PROGRESS, old.heartbeat());
        old.rejoin();
        assertEquals(2, old.owned().size());
        assertEquals(Optional.empty(), old.leave().failures().getFirst());
        assertEquals(1, world.describe().members().size());
    }

    @Test
    void aClassicMemberCommitsWithItsGeneration() {
        ClassicClient old = classicGroup();
        world.join("new", "t");
        old.rejoin();
        TopicPartition owned = old.owned().first();
        result(world.commit(member(old, old.generation()), owned, 3));
        failure(ErrorCode.ILLEGAL_GENERATION, world.commit(member(old, old.generation() + 1), owned, 4));
        assertEquals(3, offset(owned));
    }

    @Test
    void aStaticClassicMemberComesBackInTheConsumerProtocol() {
        world.topics.put("t", 4);
        world.join("new", "t");
        ClassicClient old = new ClassicClient(world, Optional.of("alice"), "t");
        old.joined(old.join());
        GroupHeartbeat.Extras alice =
                new GroupHeartbeat.Extras(Optional.of("alice"), Optional.empty(), Optional.empty(), Optional.empty());
        int epoch = world.describe().epoch();
        assertEquals(
                epoch, result(world.send("a2", GroupHeartbeat.JOIN, alice, "t")).memberEpoch());
        failure(ErrorCode.FENCED_INSTANCE_ID, old.heartbeat());
    }

    @Test
    void membersThatHaveNoProtocolInCommonAreRefused() {
        ClassicClient old = classicGroup();
        world.join("new", "t");
        ClassicClient other = new ClassicClient(world, Optional.empty(), "t");
        failure(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, other.join("range"));
        other.joined(other.join("range", "cooperative-sticky"));
        assertFalse(old.id().isEmpty());
    }

    @Test
    void anOperatorMaySwitchItOff() {
        world = new GroupWorld(GroupSettings.from(new Settings(Map.of("group-migration", "disabled"))));
        ClassicClient old = classicGroup();
        failure(ErrorCode.UNKNOWN_GROUP, world.send("new", GroupHeartbeat.JOIN, GroupHeartbeat.Extras.NONE, "t"));
        result(old.heartbeat());
    }

    @Test
    void anEmptyGroupChangesWithWhoeverJoins() {
        world.topics.put("t", 4);
        world.join("new", "t");
        result(world.commit(Optional.of(new CommitOffsets.Member("new", 1)), partitionsUpTo("t", 1)[0], 5));
        world.leave("new");
        ClassicClient old = classicGroup();
        assertEquals(GroupType.CLASSIC, world.describe().type());
        assertEquals(5, offset(partitionsUpTo("t", 1)[0]));
        old.leave();
        assertEquals(1, world.join("new", "t").assignment().orElseThrow().size() / 4);
        assertEquals(GroupType.CONSUMER, world.describe().type());
    }

    private ClassicClient classicGroup() {
        world.topics.put("t", 4);
        ClassicClient client = new ClassicClient(world, Optional.empty(), "t");
        CompletableFuture<JoinGroup.Result> joining = client.join();
        world.pass(Duration.ofSeconds(4));
        client.joined(joining);
        client.follow(result(
                client.sync(ClassicClient.assignments(Map.of(client.id(), List.of(partitionsUpTo("t", 4)))))));
        assertEquals(4, client.owned().size());
        return client;
    }

    private long offset(TopicPartition partition) {
        return world.offsets().getOrDefault(partition, CommittedOffset.of(-1)).offset();
    }

    private static Optional<CommitOffsets.Member> member(ClassicClient client, int generation) {
        return Optional.of(new CommitOffsets.Member(client.id(), generation));
    }
}
