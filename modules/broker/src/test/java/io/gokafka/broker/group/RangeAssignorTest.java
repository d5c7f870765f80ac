package io.gokafka.broker.group;

import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.partitions;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Contiguous ranges, the same in all topics. */
final class RangeAssignorTest {
    private static final Set<String> BOTH = Set.of("s", "t");

    @Test
    void theFirstMembersGetOneMore() {
        var assigned = assign(Map.of("a", Set.of("t"), "b", Set.of("t"), "c", Set.of("t")), Map.of(), Map.of("t", 8));
        assertEquals(set("t", 0, 1, 2), assigned.get("a"));
        assertEquals(set("t", 3, 4, 5), assigned.get("b"));
        assertEquals(set("t", 6, 7), assigned.get("c"));
    }

    @Test
    void topicsWithTheSameMembersAreCoPartitioned() {
        var assigned = assign(Map.of("a", BOTH, "b", BOTH), Map.of(), Map.of("s", 3, "t", 3));
        assertEquals(PartitionSets.union(set("s", 0, 1), set("t", 0, 1)), assigned.get("a"));
        assertEquals(PartitionSets.union(set("s", 2), set("t", 2)), assigned.get("b"));
    }

    @Test
    void topicsThatDoNotExistAreNobodys() {
        assertEquals(
                PartitionSets.NONE,
                assign(Map.of("a", BOTH), Map.of(), Map.of()).get("a"));
    }

    @Test
    void staticMembersHaveTheOrderOfTheirNames() {
        var assigned = assign(Map.of("z", Set.of("t"), "y", Set.of("t")), Map.of("z", "1", "y", "2"), Map.of("t", 2));
        assertEquals(set("t", 0), assigned.get("z"));
    }

    @Test
    void aNewMemberComesLastWhateverItsId() {
        Map<String, Set<String>> wanted = Map.of("b", Set.of("t"), "c", Set.of("t"), "a", Set.of("t"));
        var assigned = RangeAssignor.assign(
                wanted, Map.of(), Map.of("t", 6), Map.of("c", set("t", 0, 1, 2), "b", set("t", 3, 4, 5)));
        assertEquals(set("t", 0, 1), assigned.get("c"));
        assertEquals(set("t", 2, 3), assigned.get("b"));
        assertEquals(set("t", 4, 5), assigned.get("a"));
        assertEquals(assigned, RangeAssignor.assign(wanted, Map.of(), Map.of("t", 6), assigned));
    }

    @Test
    void theGroupUsesWhatMostOfItsMembersAskFor() {
        GroupWorld world = new GroupWorld();
        world.topics.put("t", 4);
        world.topics.put("s", 4);
        GroupHeartbeat.Extras range =
                new GroupHeartbeat.Extras(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("range"));
        result(world.send("a", GroupHeartbeat.JOIN, range, "s", "t"));
        assertEquals("range", world.describe().protocol());
        GroupHeartbeat.Extras uniform =
                new GroupHeartbeat.Extras(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("uniform"));
        result(world.send("a", 1, uniform));
        assertEquals("uniform", world.describe().protocol());
        assertEquals(2, world.describe().epoch());
        GroupHeartbeat.Extras unknown =
                new GroupHeartbeat.Extras(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("mine"));
        failure(ErrorCode.UNSUPPORTED_ASSIGNOR, world.send("b", GroupHeartbeat.JOIN, unknown, "t"));
    }

    private static SortedMap<String, SortedSet<TopicPartition>> assign(
            Map<String, Set<String>> wanted, Map<String, String> instances, Map<String, Integer> counts) {
        return RangeAssignor.assign(wanted, instances, counts, Map.of());
    }

    private static SortedSet<TopicPartition> set(String topic, int... numbers) {
        return PartitionSets.copyOf(List.of(partitions(topic, numbers)));
    }
}
