package io.gokafka.tck.consensus;

/** A set of rules that are shown on a cluster. */
public interface HasCluster {
    /** The world of the running test: three brokers, none of which is started. */
    TestCluster world();
}
