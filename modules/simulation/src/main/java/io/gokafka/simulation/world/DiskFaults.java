package io.gokafka.simulation.world;

/** What may go wrong with one process at a write. */
interface DiskFaults {
    /** Throws {@link SimulatedCrash} when the process dies before the write. */
    void beforeWrite();

    /** Throws {@link SimulatedCrash} when the process dies after it. */
    void afterWrite();

    /** Whether the disk fails, from now on. */
    boolean failsNow();
}
