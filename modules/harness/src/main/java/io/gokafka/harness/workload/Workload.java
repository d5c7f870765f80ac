package io.gokafka.harness.workload;

/**
 * Something that uses the cluster until it is told to stop.
 *
 * <p><b>Failures.</b> None comes out of a workload's threads: those that clients must bear are borne, others are
 * {@link Problems}. <b>Threading.</b> For one thread; what it starts are threads of its own.
 */
public interface Workload extends AutoCloseable {
    /** Its name, unique in a run. */
    String name();

    /** Begins. Once. */
    void start();

    /** Asks it to end, and does not wait. */
    void stop();

    /** Stops and waits until all that was asked is answered or given up: at most about a minute. Further calls do nothing. */
    @Override
    void close();
}
