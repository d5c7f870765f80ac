package io.gokafka.api.request;

import io.gokafka.api.storage.LogSlice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads committed batches from partitions, and waits a while when there are none. For the partitions' leader; a follower answers
 * as well, up to the high watermark that it knows of, when {@code anyReplica} is set.
 *
 * @param partitions what to read; each is answered
 * @param minBytes answer once there are so many bytes, 0 or more
 * @param maxBytes no more bytes than this altogether, except that one batch is returned whatever its size
 * @param maxWait how long to wait for {@code minBytes}, 0 or more
 * @param anyReplica whether followers may answer
 */
public record Fetch(List<Partition> partitions, int minBytes, int maxBytes, Duration maxWait, boolean anyReplica)
        implements Request<Fetch.Result> {
    /** The reader does not look at terms. */
    public static final long ANY_TERM = -1;

    public Fetch {
        partitions = List.copyOf(partitions);
    }

    /**
     * What to read of one partition.
     *
     * @param topic the topic
     * @param partition the partition, from 0
     * @param offset the first offset wanted; the answer begins with the batch that contains it
     * @param maxBytes no more bytes of this partition than this, except for a first batch
     * @param term the term of the leader that the reader knows of: an older one is answered with {@code FENCED_TERM}, a newer one
     *     with {@code UNKNOWN_TERM} (KIP-320); or {@link #ANY_TERM}
     */
    public record Partition(String topic, int partition, long offset, int maxBytes, long term) {
        /** A reader that does not look at terms. */
        public Partition(String topic, int partition, long offset, int maxBytes) {
            this(topic, partition, offset, maxBytes, ANY_TERM);
        }
    }

    /**
     * What there is, in the order of the request.
     *
     * <p>Close it: the slices may hold files.
     */
    public record Result(List<PartitionResult> partitions) implements Response, AutoCloseable {
        public Result {
            partitions = List.copyOf(partitions);
        }

        @Override
        public void close() {
            partitions.forEach(p -> p.records().close());
        }
    }

    /**
     * What there is of one partition.
     *
     * @param topic the topic
     * @param partition the partition
     * @param failure why there is nothing, if so
     * @param highWatermark the offset after the last committed record; -1 after a failure
     * @param logStartOffset the first offset that there is; -1 after a failure
     * @param records whole batches, the control batches of transactions among them; may be empty
     */
    public record PartitionResult(
            String topic,
            int partition,
            Optional<Failure> failure,
            long highWatermark,
            long logStartOffset,
            LogSlice records) {}
}
