package io.gokafka.harness.workload;

import java.time.Duration;
import java.util.Random;

/** How long clients live until they end for no reason. Pure. */
final class Lifetimes {
    private Lifetimes() {}

    /** Half to one and a half of the mean. */
    static Duration next(Duration mean, Random random) {
        return Duration.ofNanos((long) (mean.toNanos() * (0.5 + random.nextDouble())));
    }
}
