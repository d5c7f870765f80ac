package io.gokafka.harness.workload;

import io.gokafka.harness.history.History;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all clients of a run share. Safe for use by several threads.
 *
 * @param addresses where the brokers are
 * @param history what clients asked and were told
 * @param problems what no client should have seen
 * @param producers how many producers there were so far: the number of the next one
 */
public record Run(Addresses addresses, History history, Problems problems, AtomicInteger producers) {
    /** A run that begins. */
    public Run(Addresses addresses, History history) {
        this(addresses, history, new Problems(history), new AtomicInteger());
    }

    /** The number of a new producer. */
    int nextProducer() {
        return producers.getAndIncrement();
    }
}
