package io.gokafka.broker.group;

import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.broker.state.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets of topics that are deleted, and of those that come after them under the same name. */
final class DeletedTopicsTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition OTHER = new TopicPartition("other", 0);
    private static final Optional<CommitOffsets.Member> NOBODY = Optional.empty();
    private static final Duration LONG = Duration.ofMinutes(3);

    private final GroupWorld world = new GroupWorld();

    @BeforeEach
    void twoTopics() {
        world.metadata.create("t", 2);
        world.metadata.create("other", 1);
        world.pass(GroupWorld.TICK);
    }

    @Test
    void theirOffsetsAreGoneAtOnceAndRemovedSoon() {
        result(world.commit(NOBODY, ZERO, 5));
        result(world.commit(NOBODY, OTHER, 6));
        world.metadata.delete("t");
        assertEquals(Map.of(OTHER, 6L), offsets());
        world.pass(Duration.ofSeconds(6));
        assertEquals(1, stored());
        assertEquals(Map.of(OTHER, 6L), offsets());
    }

    @Test
    void aTopicThatNoTickHasSeenIsOne() {
        world.metadata.create("short", 1);
        result(world.commit(NOBODY, new TopicPartition("short", 0), 5));
        world.metadata.delete("short");
        assertEquals(Map.of(), offsets());
        world.pass(LONG);
        assertTrue(world.operations.replica().groups().isEmpty());
    }

    @Test
    void aTopicThatWasDeletedWhileNobodyLedIsOne() {
        result(world.commit(NOBODY, ZERO, 5));
        world.metadata.delete("t");
        world.failOver();
        assertEquals(Map.of(), offsets());
        world.pass(LONG);
        assertTrue(world.operations.replica().groups().isEmpty());
    }

    @Test
    void aTopicOfTheSameNameBeginsWithoutOffsets() {
        result(world.commit(NOBODY, ZERO, 5));
        world.metadata.delete("t");
        world.metadata.create("t", 2);
        FetchOffsets one = new FetchOffsets(GroupWorld.GROUP, Optional.of(List.of(ZERO)));
        assertEquals(Map.of(), result(world.coordinator().fetch(one)).offsets());
        assertEquals(Map.of(), offsets());
        world.pass(LONG);
        assertEquals(0, stored());
        result(world.commit(NOBODY, ZERO, 1));
        world.pass(LONG);
        world.failOver();
        world.pass(LONG);
        assertEquals(Map.of(ZERO, 1L), offsets());
    }

    @Test
    void theOffsetsOfAGroupWithMembersGoAsWell() {
        SimulatedMember member = new SimulatedMember(world, "a", List.of("t", "other"), false);
        member.heartbeat();
        Optional<CommitOffsets.Member> a = Optional.of(new CommitOffsets.Member("a", 1));
        result(world.commit(a, ZERO, 5));
        result(world.commit(a, OTHER, 6));
        world.metadata.delete("t");
        world.pass(Duration.ofSeconds(6));
        assertEquals(1, stored());
        assertEquals(Map.of(OTHER, 6L), offsets());
    }

    @Test
    void aBrokerThatHasNotHeardOfATopicKeepsItsOffsets() {
        MapTopics late = world.metadata.copy();
        world.metadata.create("new", 1);
        TopicPartition partition = new TopicPartition("new", 0);
        result(world.commit(NOBODY, partition, 5));
        world.failOver(late);
        assertEquals(Map.of(partition, 5L), offsets());
        world.pass(LONG);
        assertEquals(Map.of(partition, 5L), offsets());
        late.follow(world.metadata);
        world.pass(LONG);
        assertEquals(Map.of(partition, 5L), offsets());
        world.metadata.delete("new");
        late.follow(world.metadata);
        assertEquals(Map.of(), offsets());
    }

    @Test
    void aCommitToABrokerThatHasNotHeardOfTheNewTopicIsOfTheNewTopic() {
        MapTopics late = world.metadata.copy();
        world.metadata.delete("t");
        world.metadata.create("t", 2);
        result(world.commit(NOBODY, ZERO, 5));
        world.failOver(late);
        assertEquals(Map.of(ZERO, 5L), offsets());
        result(world.commit(NOBODY, ZERO, 7));
        world.pass(LONG);
        late.follow(world.metadata);
        world.pass(LONG);
        assertEquals(Map.of(ZERO, 7L), offsets());
    }

    @Test
    void offsetsThatWereStoredWithoutTheirTopicAreOfTheOneThatHasTheName() {
        store(ZERO, new CommittedOffset(5, "note", world.millis(), 3));
        world.failOver();
        assertEquals(Map.of(ZERO, 5L), offsets());
        world.pass(GroupWorld.TICK);
        assertEquals(
                Map.of(ZERO, new CommittedOffset(5, "note", world.millis() - GroupWorld.TICK.toMillis(), 3)),
                world.offsets());
        int written = world.operations.logSize();
        world.pass(LONG);
        assertEquals(written, world.operations.logSize());
        world.metadata.delete("t");
        world.metadata.create("t", 2);
        assertEquals(Map.of(), offsets());
    }

    @Test
    void offsetsThatWereStoredWithoutTheirTopicAreKeptUntilItIsHeardOf() {
        TopicPartition partition = new TopicPartition("new", 0);
        store(partition, new CommittedOffset(5, "", world.millis()));
        world.failOver();
        world.pass(LONG);
        assertEquals(Map.of(partition, 5L), offsets());
        world.metadata.create("new", 1);
        world.pass(LONG);
        assertEquals(Map.of(partition, 5L), offsets());
        world.metadata.delete("new");
        world.pass(LONG);
        assertTrue(world.operations.replica().groups().isEmpty());
    }

    @Test
    void manyOffsetsWithoutTheirTopicsAreNotedBitByBit() {
        world.metadata.create("large", 120);
        String note = "€".repeat(CommittedOffset.MAX_METADATA);
        for (TopicPartition partition : GroupWorld.partitionsUpTo("large", 120)) {
            store(partition, new CommittedOffset(5, note, world.millis()));
        }
        world.failOver();
        world.pass(GroupWorld.TICK);
        assertEquals(120, offsets().size());
        world.metadata.delete("large");
        assertEquals(Map.of(), offsets());
    }

    /** As an older version did. */
    private void store(TopicPartition partition, CommittedOffset offset) {
        GroupRecord record = new GroupRecord.Offset(
                GroupWorld.GROUP, partition, Optional.of(new StoredOffset(offset, Optional.empty())));
        result(world.operations.decide(
                GroupWorld.GROUP, state -> new Decision<>(List.of(GroupRecordCodec.encode(record)), true)));
    }

    private Map<TopicPartition, Long> offsets() {
        return world.offsets().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private int stored() {
        return world.operations.replica().group(GroupWorld.GROUP).offsets().size();
    }
}
