package io.gokafka.client.consumer;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.Failure;
import io.gokafka.client.cluster.Leader;
import java.util.List;
import java.util.Optional;

/** What other threads tell the consumer's thread; it alone changes the consumer's state. */
sealed interface Event {
    /** Something outside has changed: look. */
    record Nudge() implements Event {}

    /**
     * A fetch has ended.
     *
     * @param broker whom it went to
     * @param reserved bytes that were set aside for its answer
     * @param parts what came of each partition
     */
    record Fetched(HostPort broker, int reserved, List<Part> parts) implements Event {}

    /**
     * What a fetch was asked of one partition.
     *
     * @param leader who was asked, when that was the leader
     */
    record Wanted(PartitionState state, int generation, long offset, Optional<Leader> leader) {}

    /** What came of one partition of a fetch. */
    sealed interface Part {
        /** For what. */
        Wanted wanted();

        /** There are records, or there is nothing new. */
        record Records(Wanted wanted, Chunk chunk) implements Part {}

        /** It failed. */
        record Failed(Wanted wanted, Failure why) implements Part {}
    }

    /** A position was found. */
    record Positioned(PartitionState state, int generation, long offset) implements Event {}

    /** A position was not found. */
    record NotPositioned(PartitionState state, int generation, RuntimeException why) implements Event {}
}
