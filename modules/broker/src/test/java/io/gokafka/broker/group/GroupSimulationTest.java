package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of groups, each from a seed: whatever happens, no two members read a partition, and all is well when it
 * is over.
 */
final class GroupSimulationTest {
    private static final int STEPS = 400;
    private static final int MAX_MEMBERS = 7;

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPartitionHasTwoOwnersAndAllAreReadInTheEnd(long seed) {
        Simulation simulation = new Simulation(seed);
        for (int i = 0; i < STEPS; i++) {
            simulation.step();
        }
        simulation.calmDown();
    }

    private static final class Simulation {
        private final GroupWorld world = new GroupWorld();
        private final Random random;
        private final boolean sameTopics;
        private final boolean ranges;
        private final boolean mixed;
        private List<Reader> members = new ArrayList<>();
        private int joined;

        Simulation(long seed) {
            random = new Random(seed);
            sameTopics = random.nextBoolean();
            ranges = chance(30);
            mixed = chance(50);
            world.topics.put("a", 1 + random.nextInt(8));
            world.topics.put("b", 1 + random.nextInt(8));
        }

        void step() {
            chooseFate();
            members.forEach(Reader::watchSession);
            world.pass(GroupWorld.TICK);
            members.forEach(this::live);
            members = new ArrayList<>(members.stream().filter(Reader::isAlive).toList());
            disturb();
            checkOwners();
        }

        void calmDown() {
            world.operations.become(InMemoryOperations.Mode.LEADER);
            members.add(consumer(List.of("a", "b", "c")));
            for (int i = 0; i < 60; i++) {
                world.pass(GroupWorld.TICK);
                members.forEach(Reader::finishRevoking);
                members.forEach(member -> member.heartbeat(false));
                checkOwners();
            }
            checkAllIsWell();
        }

        private void chooseFate() {
            InMemoryOperations.Mode mode = InMemoryOperations.Mode.LEADER;
            if (chance(6)) {
                var all = InMemoryOperations.Mode.values();
                mode = all[random.nextInt(all.length)];
            }
            world.operations.become(mode);
        }

        private void live(Reader member) {
            if (chance(40)) {
                return;
            }
            if (chance(60)) {
                member.finishRevoking();
            }
            member.heartbeat(chance(15));
            if (chance(1)) {
                member.crash();
            }
        }

        private void disturb() {
            if (members.size() < MAX_MEMBERS && chance(6)) {
                members.add(newMember());
            }
            world.operations.become(InMemoryOperations.Mode.LEADER);
            if (!members.isEmpty() && chance(2)) {
                members.remove(random.nextInt(members.size())).leave();
            }
            if (!members.isEmpty() && chance(3)) {
                members.get(random.nextInt(members.size())).restart();
            }
            if (chance(1)) {
                world.failOver();
            }
            if (chance(1)) {
                world.topics.merge(chance(50) ? "a" : "c", 1, Integer::sum);
            }
        }

        private Reader newMember() {
            List<String> wanted = new ArrayList<>(List.of("a", "b", "c"));
            if (!sameTopics) {
                wanted.remove(random.nextInt(3));
            }
            if (mixed && !members.isEmpty() && chance(40)) {
                return new SimulatedClassic(world, wanted);
            }
            return consumer(wanted);
        }

        private Reader consumer(List<String> wanted) {
            String id = "member-" + joined++;
            GroupHeartbeat.Extras extras = new GroupHeartbeat.Extras(
                    chance(30) ? Optional.of("static-" + id) : Optional.empty(),
                    Optional.empty(),
                    chance(30) ? Optional.of(String.join("|", wanted)) : Optional.empty(),
                    ranges ? Optional.of(Assignors.RANGE) : Optional.empty());
            return new SimulatedMember(world, id, wanted, chance(50), extras);
        }

        private void checkOwners() {
            Map<TopicPartition, String> owners = new HashMap<>();
            for (Reader member : members) {
                for (TopicPartition partition : member.owned()) {
                    String other = owners.put(partition, member.id());
                    assertNull(other, () -> partition + " is owned by " + other + " and " + member.id());
                }
            }
        }

        private void checkAllIsWell() {
            assertEquals(GroupState.STABLE, world.describe().state());
            assertEquals(members.size(), world.describe().members().size());
            Set<TopicPartition> read = new TreeSet<>();
            for (Reader member : members) {
                member.owned().forEach(p -> assertTrue(member.topics().contains(p.topic())));
                read.addAll(member.owned());
            }
            assertEquals(wantedPartitions(), read);
            if (sameTopics && !ranges) {
                var loads = members.stream().mapToInt(m -> m.owned().size()).summaryStatistics();
                assertTrue(loads.getMax() - loads.getMin() <= 1, () -> "unbalanced: " + loads);
            }
            assertArrayEquals(
                    world.operations.state().image(), world.operations.replica().image());
        }

        private Set<TopicPartition> wantedPartitions() {
            Set<TopicPartition> all = new TreeSet<>();
            world.topics.forEach((topic, count) -> {
                if (members.stream().anyMatch(m -> m.topics().contains(topic))) {
                    all.addAll(List.of(GroupWorld.partitionsUpTo(topic, count)));
                }
            });
            return all;
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }
    }
}
