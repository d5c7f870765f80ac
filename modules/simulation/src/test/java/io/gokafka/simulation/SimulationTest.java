package io.gokafka.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A failure names the seed, which repeats it exactly: {@code -Dgokafka.simulation.first=SEED -Dgokafka.simulation.seeds=1}. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("gokafka.simulation.seeds", 200);
    private static final long FIRST = Long.getLong("gokafka.simulation.first", 1);

    @Test
    void whateverGoesWrongEveryRuleHolds() {
        long committed = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            committed += new Simulation(seed).run().committed();
        }
        assertTrue(committed > 20L * SEEDS, "and something is done");
    }

    /** They have found something with the scenarios as they are; see docs/reliability.md. */
    @Test
    void seedsThatOnceFoundSomethingHoldNow() {
        for (long seed : new long[] {4_841, 11_158, 20_608}) {
            assertTrue(new Simulation(seed).run().committed() > 0);
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 12; seed++) {
            assertEquals(new Simulation(seed).run(), new Simulation(seed).run());
        }
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertNotEquals(new Simulation(1).run().hash(), new Simulation(2).run().hash());
    }
}
