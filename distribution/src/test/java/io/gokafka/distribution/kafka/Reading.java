package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullMarked;

/** Polls consumers until they have what a test waits for. */
@NullMarked
final class Reading {
    private Reading() {}

    /** Polls until so many records have come; fails when they do not. */
    static <K, V> List<ConsumerRecord<K, V>> poll(Consumer<K, V> consumer, int count) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        long deadline = System.nanoTime() + Kafka.PATIENCE.toNanos();
        while (records.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(records.size() + " records of " + count + " have come");
            }
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    /** All that a partition holds, from its beginning to its present end. */
    static List<ConsumerRecord<String, String>> all(Kafka kafka, String topic, int partition) {
        try (var consumer = kafka.consumer()) {
            TopicPartition tp = new TopicPartition(topic, partition);
            consumer.assign(List.of(tp));
            consumer.seekToBeginning(List.of(tp));
            long end = Objects.requireNonNull(consumer.endOffsets(List.of(tp)).get(tp));
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            long deadline = System.nanoTime() + Kafka.PATIENCE.toNanos();
            while (consumer.position(tp) < end) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(tp + " is read to " + consumer.position(tp) + " of " + end);
                }
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** Values in the order in which they came. */
    static <K, V> List<V> values(List<ConsumerRecord<K, V>> records) {
        return records.stream().map(ConsumerRecord::value).toList();
    }

    /** "from", ..., "to" without the last. */
    static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** Offsets of one partition's records begin there and have no gap. */
    static <K, V> void assertContiguous(long first, List<ConsumerRecord<K, V>> records) {
        for (int i = 0; i < records.size(); i++) {
            assertEquals(first + i, records.get(i).offset());
        }
    }
}
