package io.gokafka.api.request;

import io.gokafka.api.record.RecordBatch;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Appends a batch to a partition. For the partition's leader.
 *
 * <p>With the id, epoch and sequence of an idempotent producer in its header, a batch that was appended already is answered with
 * the offset it got then, and is not appended again.
 *
 * @param topic the topic; created on first use where the configuration allows it
 * @param topicId the topic's id, if its producer named it so: another topic that has the name by now does not get the batch, the
 *     answer is {@code UNKNOWN_TOPIC_ID}, and no topic is created
 * @param partition the partition, from 0
 * @param acks when to answer
 * @param batch the batch; its bytes belong to the broker from now on
 * @param timeout how long to wait for {@link Acks#ALL}, more than 0; afterwards the outcome is {@code INDETERMINATE}
 */
public record Produce(
        String topic, Optional<UUID> topicId, int partition, Acks acks, RecordBatch batch, Duration timeout)
        implements Request<Produce.Result> {
    /** To a topic by its name, whatever its id. */
    public Produce(String topic, int partition, Acks acks, RecordBatch batch, Duration timeout) {
        this(topic, Optional.empty(), partition, acks, batch, timeout);
    }

    /**
     * The batch was taken.
     *
     * @param baseOffset offset of its first record; -1 with {@link Acks#NONE}
     * @param logStartOffset the first offset that the partition has
     * @param appendTime the time that the leader has put into the batch, milliseconds since 1970, where the topic wants that
     *     ({@code message.timestamp.type=LogAppendTime}); else -1
     */
    public record Result(long baseOffset, long logStartOffset, long appendTime) implements Response {
        /** A batch that keeps its producer's timestamps. */
        public Result(long baseOffset, long logStartOffset) {
            this(baseOffset, logStartOffset, -1);
        }
    }
}
