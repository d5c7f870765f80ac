package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.History;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all clients of a run share. Safe for use by several threads.
 *
 * @param addresses where the brokers are
 * @param history what clients asked and were told
 * @param problems what no client should have seen
 * @param shortened the topics whose records retention may delete, from the beginning
 * @param producers how many producers there were so far: the number of the next one
 */
public record Run(
        Addresses addresses, History history, Problems problems, Set<String> shortened, AtomicInteger producers) {
    public Run {
        shortened = Set.copyOf(shortened);
    }

    /** A run that begins. */
    public Run(Addresses addresses, History history, Set<String> shortened) {
        this(addresses, history, new Problems(history), shortened, new AtomicInteger());
    }

    /** Whether retention may delete records at the beginning of a partition. */
    boolean shortens(TopicPartition partition) {
        return shortened.contains(partition.topic());
    }

    /** The number of a new producer. */
    int nextProducer() {
        return producers.getAndIncrement();
    }
}
