package io.gokafka.api.request;

import java.util.List;

/**
 * Lists the idempotent producers that a partition remembers. For its leader.
 *
 * @param topic the topic
 * @param partition the partition
 */
public record DescribeProducers(String topic, int partition) implements Request<DescribeProducers.Result> {
    /** The producers. */
    public record Result(List<Producer> producers) implements Response {
        public Result {
            producers = List.copyOf(producers);
        }
    }

    /**
     * A producer.
     *
     * @param id its id
     * @param epoch its epoch
     * @param lastSequence the sequence number of its last record
     * @param lastTimestamp the highest timestamp of its last batch, milliseconds since 1970
     */
    public record Producer(long id, short epoch, int lastSequence, long lastTimestamp) {}
}
