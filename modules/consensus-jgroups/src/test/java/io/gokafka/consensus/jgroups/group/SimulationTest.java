package io.gokafka.consensus.jgroups.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replicas under faults from a seed; a failure names the seed, which repeats it exactly. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("gokafka.simulation.seeds", 25);
    private static final long FIRST_SEED = Long.getLong("gokafka.simulation.first", 1);

    @Test
    void whatIsAcknowledgedStaysAndAllReplicasAgree() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            try {
                run(seed, seed % 4 == 0 ? 5 : 3);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void run(long seed, int size) {
        Simulation simulation = new Simulation(seed, size);
        for (int i = 0; i < 5; i++) {
            simulation.run(1_000, true);
            simulation.checkLogs();
        }
        simulation.heal();
        int before = simulation.acknowledged.size();
        simulation.run(5_000, false);
        simulation.checkLogs();
        assertTrue(
                simulation.acknowledged.size() > before + 100,
                () -> "service returns when the faults end: " + simulation.describe());
        Map<BrokerId, List<String>> values = simulation.values();
        List<String> first = values.values().iterator().next();
        assertEquals(size, values.size());
        values.forEach((id, all) ->
                assertTrue(Math.abs(all.size() - first.size()) < 50, () -> id + " keeps up: " + simulation.describe()));
        assertEquals(first.size(), new HashSet<>(first).size(), "nothing twice");
        HashSet<String> missing =
                new HashSet<>(simulation.acknowledged.subList(0, simulation.acknowledged.size() - 50));
        missing.removeAll(new HashSet<>(first));
        assertEquals(0, missing.size(), "acknowledged, but gone: " + missing);
    }
}
