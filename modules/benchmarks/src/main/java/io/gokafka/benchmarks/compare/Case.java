package io.gokafka.benchmarks.compare;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Something to measure, of a cluster that was started for the round. */
interface Case {
    /** What the names of its figures begin with; chosen by {@code --only}. */
    String title();

    /** Whether it matters if what is acknowledged was synced. */
    boolean dependsOnSync();

    /** Measures, and adds the figures. */
    void measure(Round round) throws IOException, InterruptedException, ExecutionException;
}
