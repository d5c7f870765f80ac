package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.time.Duration;

/**
 * A time without an acknowledgement in a partition, though one record after the other was sent to it.
 *
 * @param from nanoseconds since the run began
 * @param to the same
 */
public record Gap(Protocol protocol, TopicPartition partition, long from, long to) {
    /** How long it was. */
    public Duration duration() {
        return Duration.ofNanos(to - from);
    }

    /** Whether a part of it lies between two times of the run. */
    public boolean overlaps(long begin, long end) {
        return from < end && to > begin;
    }
}
