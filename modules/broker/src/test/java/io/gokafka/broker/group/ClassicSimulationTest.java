package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.GroupState;
import io.gokafka.broker.group.classic.ClassicGeneration;
import java.time.Duration;
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

/** Random lives of classic groups, each from a seed: nothing is read twice in a generation, nobody waits for ever, nothing is kept. */
final class ClassicSimulationTest {
    private static final int STEPS = 300;
    private static final int MAX_MEMBERS = 6;

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsReadTwiceAndAllIsReadInTheEnd(long seed) {
        Simulation simulation = new Simulation(seed);
        for (int i = 0; i < STEPS; i++) {
            simulation.step();
        }
        simulation.calmDown();
        simulation.end();
    }

    private static final class Simulation {
        private final ClassicWorld world = new ClassicWorld();
        private final Random random;
        private final List<SimulatedClassicMember> members = new ArrayList<>();
        private int lastStored;
        private int lastInTerm;

        Simulation(long seed) {
            random = new Random(seed);
        }

        void step() {
            world.operations.become(fate());
            world.pass(Duration.ofMillis(500));
            members.stream().filter(m -> !chance(20)).forEach(SimulatedClassicMember::live);
            world.operations.become(InMemoryOperations.Mode.LEADER);
            disturb();
            check();
        }

        void calmDown() {
            members.removeIf(SimulatedClassicMember::isFenced);
            members.add(newMember(Optional.empty()));
            for (int i = 0; i < 240; i++) {
                world.pass(Duration.ofMillis(500));
                members.forEach(SimulatedClassicMember::live);
                check();
            }
            assertEquals(Optional.of(GroupState.STABLE), world.state());
            assertEquals(members.size(), world.stored().orElseThrow().members().size());
            assertTrue(members.stream().allMatch(SimulatedClassicMember::isStable));
            assertEquals(0, world.coordinator().waiting());
            Set<Integer> read = new TreeSet<>();
            members.forEach(m -> read.addAll(m.owned()));
            assertEquals(SimulatedClassicMember.PARTITIONS, read.size());
        }

        /** All are gone: nothing of them is kept but an empty generation. */
        void end() {
            members.clear();
            world.pass(Duration.ofMinutes(1));
            assertTrue(world.stored().orElseThrow().members().isEmpty());
            assertEquals(0, world.coordinator().waiting());
            assertEquals(0, world.coordinator().known());
            assertArrayEquals(
                    world.operations.state().image(), world.operations.replica().image());
        }

        private InMemoryOperations.Mode fate() {
            InMemoryOperations.Mode[] all = InMemoryOperations.Mode.values();
            return chance(5) ? all[random.nextInt(all.length)] : InMemoryOperations.Mode.LEADER;
        }

        private void disturb() {
            if (members.size() < MAX_MEMBERS && chance(6)) {
                members.add(newMember(Optional.empty()));
            }
            if (members.size() < MAX_MEMBERS && chance(3)) {
                startStatic("name-" + random.nextInt(3));
            }
            if (!members.isEmpty() && chance(2)) {
                members.remove(random.nextInt(members.size())).leave();
            }
            if (!members.isEmpty() && chance(2)) {
                members.remove(random.nextInt(members.size())); // it crashes
            }
            if (!members.isEmpty() && chance(2)) {
                members.get(random.nextInt(members.size())).wish("wish " + random.nextInt(5));
            }
            if (chance(2)) {
                world.failOver();
                lastInTerm = 0;
            }
        }

        /** A process of this name is there once: when it is started again, the former one has crashed. */
        private void startStatic(String name) {
            members.removeIf(m -> m.instance().equals(Optional.of(name)));
            members.add(newMember(Optional.of(name)));
        }

        private SimulatedClassicMember newMember(Optional<String> instance) {
            return new SimulatedClassicMember(world, instance, chance(50), "wish " + random.nextInt(5));
        }

        private void check() {
            Map<String, SimulatedClassicMember> readers = new HashMap<>();
            for (SimulatedClassicMember member : members) {
                for (int partition : member.owned()) {
                    assertNull(
                            readers.put(member.generation() + "/" + partition, member),
                            () -> "partition " + partition + " is read twice in generation " + member.generation());
                }
            }
            int stored = world.stored().map(ClassicGeneration::number).orElse(0);
            assertTrue(stored >= lastStored, () -> "generation " + stored + " was stored after " + lastStored);
            lastStored = stored;
            int now = world.current().map(ClassicGeneration::number).orElse(0);
            assertTrue(now >= stored && now >= lastInTerm, () -> "generation " + now + " after " + lastInTerm);
            lastInTerm = now;
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }
    }
}
