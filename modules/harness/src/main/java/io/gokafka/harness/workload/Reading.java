package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.ReadFrom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of either protocol that reads partitions without a group. For one thread. Methods throw what the client throws.
 */
interface Reading extends AutoCloseable {
    /** A record as it came. */
    record Seen(TopicPartition partition, long offset, byte @Nullable [] value) {}

    /** Reads these; {@link #seek} each before the first poll. */
    void assign(Collection<TopicPartition> partitions);

    /** The first offset that there is, asked anew. */
    long first(TopicPartition partition);

    /** The offset after the last committed record, asked anew. */
    long end(TopicPartition partition);

    void seek(TopicPartition partition, long offset);

    /** The offset to read next. */
    long position(TopicPartition partition);

    List<Seen> poll(Duration timeout);

    /** Whether a failure says that an offset does not exist. */
    boolean isOutOfRange(RuntimeException failure);

    @Override
    void close();

    /** A new one that enters the cluster by these brokers. */
    static Reading open(Protocol protocol, String bootstrap, String name, ClientTimes times) {
        return open(protocol, ReadFrom.LEADER, bootstrap, name, times);
    }

    /** A new one that reads from certain brokers; Kafka's reads from leaders whatever is wanted. */
    static Reading open(Protocol protocol, ReadFrom readFrom, String bootstrap, String name, ClientTimes times) {
        return switch (protocol) {
            case GRPC -> new GrpcReading(bootstrap, name, readFrom, times);
            case KAFKA -> new KafkaReading(bootstrap, name, times);
        };
    }
}
