package io.gokafka.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker passes whatever keeps the promises, and finds each promise that was broken. */
class RandomRunsTest {
    private static final int SEEDS = 250;
    private static final List<Run> RUNS = IntStream.range(0, SEEDS)
            .mapToObj(seed -> RandomRun.of(seed, 150 + seed / 2))
            .toList();

    @Test
    void runsThatKeepTheirPromisesPass() {
        long unknownFound = 0;
        long lost = 0;
        for (Run run : RUNS) {
            assertEquals(Set.of(), run.broken(), () -> run.report());
            unknownFound += run.judge().statistics().unknownFound();
            lost += run.judge().statistics().unpromisedLost();
        }
        assertTrue(unknownFound > SEEDS && lost > SEEDS, "too tame: " + unknownFound + ", " + lost);
    }

    @ParameterizedTest
    @MethodSource("io.gokafka.harness.check.Mutation#all")
    void brokenPromiseIsFoundByItsRule(Mutation mutation) {
        int applied = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Optional<Run> broken = mutation.change().apply(RUNS.get(seed), new SplittableRandom(seed));
            if (broken.isPresent()) {
                applied++;
                int failed = seed;
                Run run = broken.get();
                assertTrue(run.broken().contains(mutation.rule()), () -> "seed " + failed + ": " + run.report());
            }
        }
        assertTrue(applied > SEEDS / 2, "applied only to " + applied);
    }
}
