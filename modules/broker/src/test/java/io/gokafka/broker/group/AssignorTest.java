package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The assignor's promises, for random groups, each from a seed. */
final class AssignorTest {
    private static final Map<String, SortedSet<TopicPartition>> NOTHING = Map.of();

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachWantedPartitionGoesToOneMemberThatWantsIt(long seed) {
        RandomGroup group = new RandomGroup(seed, false);
        assertComplete(group, group.evolve());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noChainOfMovesCouldEvenOutTheLoads(long seed) {
        RandomGroup group = new RandomGroup(seed, false);
        var assignment = group.evolve();
        for (String member : assignment.keySet()) {
            int best = of(assignment, member).size() - 2;
            for (String other : reachable(member, group, assignment)) {
                assertTrue(of(assignment, other).size() > best, () -> member + " could relieve itself by " + other);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void loadsDifferByOneAtMostWhenAllWantTheSame(long seed) {
        var loads = new RandomGroup(seed, true)
                .evolve().values().stream().mapToInt(Set::size).summaryStatistics();
        assertTrue(loads.getMax() - loads.getMin() <= 1, loads::toString);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivorsOfALeaveKeepWhatTheyHave(long seed) {
        RandomGroup group = new RandomGroup(seed, true);
        var before = group.evolve();
        group.wanted.remove(group.wanted.firstKey());
        var after = Assignor.assign(group.wanted, group.counts, before);
        group.wanted.keySet().forEach(member -> assertTrue(of(after, member).containsAll(of(before, member))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMemberThatJoinsTakesItsShareAndNothingElseMoves(long seed) {
        RandomGroup group = new RandomGroup(seed, true);
        var before = group.evolve();
        group.wanted.put("newcomer", of(group.wanted, group.wanted.firstKey()));
        var after = Assignor.assign(group.wanted, group.counts, before);
        before.forEach((member, partitions) -> assertTrue(partitions.containsAll(of(after, member))));
        int all = after.values().stream().mapToInt(Set::size).sum();
        assertEquals(all / group.wanted.size(), of(after, "newcomer").size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameArgumentsGiveTheSameAndABalancedAssignmentStays(long seed) {
        RandomGroup group = new RandomGroup(seed, false);
        var assignment = group.evolve();
        assertEquals(assignment, Assignor.assign(group.wanted, group.counts, assignment));
        assertEquals(
                Assignor.assign(new HashMap<>(group.wanted), new HashMap<>(group.counts), NOTHING),
                Assignor.assign(group.wanted, group.counts, NOTHING));
    }

    @Test
    void aChainOfMembersPassesPartitionsOn() {
        // 'a' can give to 'b' only, and 'b' to 'c': the load of 'a' must go all the way.
        Map<String, Set<String>> wanted = Map.of("a", Set.of("x"), "b", Set.of("x", "y"), "c", Set.of("y"));
        Map<String, Integer> counts = Map.of("x", 6, "y", 3);
        Map<String, Set<TopicPartition>> before = Map.of(
                "a", Set.of(GroupWorld.partitions("x", 0, 1, 2, 3, 4)),
                "b", Set.of(GroupWorld.partitions("y", 0, 1, 2)),
                "c", Set.of());
        var after = Assignor.assign(wanted, counts, before);
        after.values().forEach(partitions -> assertEquals(3, partitions.size()));
    }

    @Test
    void topicsThatDoNotExistAndMembersThatWantNothingGetNothing() {
        var assignment =
                Assignor.assign(Map.of("a", Set.of("missing"), "b", Set.<String>of()), Map.of("unwanted", 3), NOTHING);
        assertEquals(Map.of("a", Set.of(), "b", Set.of()), assignment);
    }

    @Test
    void aThousandMembersAreAssignedTenThousandPartitions() {
        Map<String, Set<String>> wanted = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            wanted.put("member-" + i, Set.of("big", "small"));
        }
        var before = Assignor.assign(wanted, Map.of("big", 9_000, "small", 1_000), NOTHING);
        wanted.put("newcomer", Set.of("small"));
        var after = Assignor.assign(wanted, Map.of("big", 9_000, "small", 1_000), before);
        assertEquals(9, of(after, "newcomer").size());
    }

    private static <V> V of(Map<String, ? extends V> map, String member) {
        return Objects.requireNonNull(map.get(member));
    }

    private static void assertComplete(RandomGroup group, SortedMap<String, SortedSet<TopicPartition>> assignment) {
        assertEquals(group.wanted.keySet(), assignment.keySet());
        List<TopicPartition> given = new ArrayList<>();
        assignment.forEach((member, partitions) -> partitions.forEach(p -> {
            assertTrue(of(group.wanted, member).contains(p.topic()));
            given.add(p);
        }));
        Set<TopicPartition> expected = new TreeSet<>();
        group.counts.forEach((topic, count) -> {
            if (group.wanted.values().stream().anyMatch(topics -> topics.contains(topic))) {
                expected.addAll(List.of(GroupWorld.partitionsUpTo(topic, count)));
            }
        });
        assertEquals(new ArrayList<>(expected), given.stream().sorted().toList());
    }

    private static Set<String> reachable(
            String from, RandomGroup group, SortedMap<String, SortedSet<TopicPartition>> assignment) {
        Set<String> reached = new TreeSet<>(Set.of(from));
        boolean grown = true;
        while (grown) {
            Set<String> topics = new TreeSet<>();
            reached.forEach(m -> of(assignment, m).forEach(p -> topics.add(p.topic())));
            grown = reached.addAll(group.wanted.keySet().stream()
                    .filter(m -> of(group.wanted, m).stream().anyMatch(topics::contains))
                    .toList());
        }
        return reached;
    }

    /** Members and topics that come and go. */
    private static final class RandomGroup {
        private static final int MAX_TOPICS = 5;

        final TreeMap<String, Set<String>> wanted = new TreeMap<>();
        final Map<String, Integer> counts = new TreeMap<>();
        private final Random random;
        private final boolean sameTopics;

        RandomGroup(long seed, boolean sameTopics) {
            random = new Random(seed);
            this.sameTopics = sameTopics;
            for (int i = 0; i < MAX_TOPICS; i++) {
                counts.put("topic-" + i, random.nextInt(12));
            }
        }

        /** The assignment after a few changes; at least two members are left. */
        SortedMap<String, SortedSet<TopicPartition>> evolve() {
            SortedMap<String, SortedSet<TopicPartition>> assignment = new TreeMap<>();
            for (int i = 0; i < 12; i++) {
                if (wanted.size() > 2 && random.nextInt(3) == 0) {
                    wanted.remove(List.copyOf(wanted.keySet()).get(random.nextInt(wanted.size())));
                } else {
                    wanted.put("member-" + random.nextInt(50), topics());
                }
                counts.merge("topic-" + random.nextInt(MAX_TOPICS), random.nextInt(2), Integer::sum);
                assignment = Assignor.assign(wanted, counts, assignment);
            }
            return assignment;
        }

        private Set<String> topics() {
            Set<String> some = new TreeSet<>(counts.keySet());
            if (!sameTopics) {
                some.removeIf(topic -> random.nextBoolean());
                some.add("missing");
            }
            return some;
        }
    }
}
