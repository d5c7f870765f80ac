package io.gokafka.api.request;

import java.time.Duration;

/**
 * Deletes the records of a partition below an offset, for good. For its leader; answered when a majority of the replicas knows it.
 * Of a topic that is compacted and nothing else it is refused with {@code UNSUPPORTED}.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the first offset to keep, or {@link #HIGH_WATERMARK}
 * @param timeout how long to wait, more than 0; afterwards the outcome is {@code INDETERMINATE}
 */
public record DeleteRecords(String topic, int partition, long offset, Duration timeout)
        implements Request<DeleteRecords.Result> {
    /** Delete all that is committed. */
    public static final long HIGH_WATERMARK = -1;

    /**
     * They are gone.
     *
     * @param logStartOffset the first offset that the partition has now
     */
    public record Result(long logStartOffset) implements Response {}
}
