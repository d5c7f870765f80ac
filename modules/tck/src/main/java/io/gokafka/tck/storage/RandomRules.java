package io.gokafka.tck.storage;

import org.junit.jupiter.api.Test;

/** A storage does what a plain list of entries does, whatever it is asked for and in which order. */
public interface RandomRules extends HasStorage {
    @Test
    default void randomOperationsGiveWhatTheModelGives() {
        for (int round = 0; round < 2; round++) {
            RandomOperations.run(world(), System.nanoTime(), 150);
            world().log().reset(1, 0, 0);
        }
    }

    @Test
    default void theSameOperationsOnEveryRunGiveWhatTheModelGives() {
        for (int seed = 1; seed <= 4; seed++) {
            RandomOperations.run(world(), seed, 150);
            world().log().reset(1, 0, 0);
        }
    }
}
