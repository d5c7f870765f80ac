package io.gokafka.api.request;

/**
 * Makes the preferred replica of a partition, the first of its replicas, its leader. For any broker.
 *
 * @param topic the topic
 * @param partition its number
 */
public record ElectLeader(String topic, int partition) implements Request<ElectLeader.Result> {
    /** It leads. It fails with {@code ELECTION_NOT_NEEDED} when it did so before, {@code PREFERRED_LEADER_NOT_AVAILABLE} when it cannot. */
    public record Result() implements Response {}
}
