package io.gokafka.broker.http;

/** Whether a broker serves requests. */
public sealed interface Readiness {
    /** It does. */
    record Ready() implements Readiness {}

    /**
     * It does not, yet or any more.
     *
     * @param reason for people, on one line
     */
    record NotReady(String reason) implements Readiness {}
}
