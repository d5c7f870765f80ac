package io.gokafka.consensus.jgroups.group;

import java.time.Duration;

/** The clock of all groups of a broker. A group without business has no timer running. */
public interface Timers {
    /** Time that only goes forward. */
    long nanos();

    /** The time of day, milliseconds since 1970, for timestamps only: it may jump. */
    long wallMillis();

    /** Runs a short task later, on a thread that must not be blocked. */
    void after(Duration delay, Runnable task);
}
