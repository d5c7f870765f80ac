package io.gokafka.tck.storage;

import org.junit.jupiter.api.Test;

/**
 * A storage does what a plain list of entries does, whatever it is asked for and in which order. When it does not, the failure names
 * the seed and the fewest steps that show it.
 */
public interface RandomRules extends HasStorage {
    /** System property: the steps of a failure, to do these alone. */
    String STEPS = "tck.steps";

    /** System property: how many runs are tried that are the same each time; 4 unless it is set. */
    String RUNS = "tck.runs";

    @Test
    default void randomOperationsGiveWhatTheModelGives() {
        String steps = System.getProperty(STEPS);
        if (steps != null) {
            RandomOperations.replay(world(), Step.parse(steps));
            return;
        }
        for (int round = 0; round < 2; round++) {
            RandomOperations.check(world(), System.nanoTime(), 150);
        }
    }

    @Test
    default void theSameOperationsOnEveryRunGiveWhatTheModelGives() {
        int runs = Integer.getInteger(RUNS, 4);
        for (int seed = 1; seed <= runs; seed++) {
            RandomOperations.check(world(), seed, 150);
        }
    }
}
