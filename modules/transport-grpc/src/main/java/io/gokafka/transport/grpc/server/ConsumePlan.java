package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.transport.grpc.codec.Edges;
import io.gokafka.transport.grpc.proto.ConsumeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a consume stream was asked for.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset where to begin, unless it must be found out
 * @param query how to find out where to begin
 * @param follow whether to go on at the end
 * @param maxBytes about how large a message may be
 * @param records whether to unpack batches
 */
record ConsumePlan(
        String topic,
        int partition,
        long offset,
        Optional<ListOffsets> query,
        boolean follow,
        int maxBytes,
        boolean records) {
    private static final int DEFAULT_MAX_BYTES = 1 << 20;

    /** How long a poll waits for records; long, as a new record ends it at once. */
    private static final Duration POLL = Duration.ofSeconds(30);

    static ConsumePlan of(ConsumeRequest message, int limit) {
        return new ConsumePlan(
                message.getTopic(),
                message.getPartition(),
                message.getOffset(),
                query(message).map(q -> new ListOffsets(message.getTopic(), message.getPartition(), q)),
                message.getFollow(),
                maxBytes(message, limit),
                records(message));
    }

    private static Optional<ListOffsets.Query> query(ConsumeRequest message) {
        return switch (message.getFromCase()) {
            case OFFSET -> Optional.empty();
            case EDGE -> Optional.of(Edges.query(message.getEdge()));
            case TIMESTAMP_MS -> Optional.of(new ListOffsets.Query.AtTime(message.getTimestampMs()));
            case FROM_NOT_SET -> Optional.of(new ListOffsets.Query.Earliest());
        };
    }

    private static int maxBytes(ConsumeRequest message, int limit) {
        if (message.getMaxBytes() < 0) {
            throw new IllegalArgumentException("max_bytes is negative: allowed are 1 or more, and 0 for the default");
        }
        return Math.min(message.getMaxBytes() == 0 ? DEFAULT_MAX_BYTES : message.getMaxBytes(), limit);
    }

    private static boolean records(ConsumeRequest message) {
        return switch (message.getFormat()) {
            case CONSUME_FORMAT_UNSPECIFIED, CONSUME_FORMAT_RECORDS -> true;
            case CONSUME_FORMAT_BATCHES -> false;
            case UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        "format has an unknown value: allowed are CONSUME_FORMAT_RECORDS and CONSUME_FORMAT_BATCHES");
        };
    }

    /** The next poll. */
    Fetch fetch(long position) {
        return new Fetch(
                List.of(new Fetch.Partition(topic, partition, position, maxBytes)),
                follow ? 1 : 0,
                maxBytes,
                follow ? POLL : Duration.ZERO,
                false);
    }
}
