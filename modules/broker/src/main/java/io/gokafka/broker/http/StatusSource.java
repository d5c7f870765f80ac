package io.gokafka.broker.http;

/**
 * What the status server tells of its broker.
 *
 * <p><b>Threading.</b> Called by several threads at a time, from the start of the server to its close. <b>What it may not do.</b>
 * Wait: a probe that gets no answer in time restarts the broker. It says what it knows at the moment.
 */
public interface StatusSource {
    /** Whether the broker serves requests. */
    Readiness readiness();

    /** The cluster as this broker knows it. */
    ClusterView cluster();
}
