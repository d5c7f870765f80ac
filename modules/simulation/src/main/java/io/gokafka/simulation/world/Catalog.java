package io.gokafka.simulation.world;

/**
 * What the cluster's metadata say of the partition: whether its group has begun, as the report of its first leader tells them.
 * Brokers come to know it some time later.
 */
public final class Catalog {
    private static final int LONGEST_REPORT_MICROS = 60_000;

    private final Scheduler scheduler;
    private boolean begun;

    Catalog(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Whether the group has begun. */
    public boolean hasBegun() {
        return begun;
    }

    /** A life of a broker leads, and reports it, if it lives to do so. */
    void led(Life leader) {
        scheduler.within(
                1_000,
                LONGEST_REPORT_MICROS,
                "leader report",
                "",
                () -> leader.process().run(() -> begun = true));
    }
}
