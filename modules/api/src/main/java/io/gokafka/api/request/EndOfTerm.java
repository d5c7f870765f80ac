package io.gokafka.api.request;

/**
 * Finds where the records of a term end, so that a reader sees whether what it read was replaced (KIP-320; Kafka calls it
 * OffsetForLeaderEpoch). For the partition's leader.
 *
 * @param topic the topic
 * @param partition the partition
 * @param currentTerm the term of the leader that the reader knows of, as in {@link Fetch.Partition}; or {@link Fetch#ANY_TERM}
 * @param term the term in question
 */
public record EndOfTerm(String topic, int partition, long currentTerm, long term) implements Request<EndOfTerm.Result> {
    /**
     * The end.
     *
     * @param term the latest term up to the one asked for that has records; -1 when there is none
     * @param endOffset the offset after that term's last record; -1 when there is none
     */
    public record Result(long term, long endOffset) implements Response {}
}
