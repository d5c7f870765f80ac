package io.gokafka.harness.workload;

/** How a client speaks to brokers. */
public enum Protocol {
    /** gokafka's own client. */
    GRPC,
    /** Kafka's client, as it is. */
    KAFKA;

    /** For names of clients. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
