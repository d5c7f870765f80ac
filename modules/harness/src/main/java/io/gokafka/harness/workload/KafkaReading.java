package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumer with partitions of its own. */
final class KafkaReading implements Reading {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;

    KafkaReading(String bootstrap, String name, ClientTimes times) {
        consumer = new KafkaConsumer<>(
                KafkaConfigs.consumer(bootstrap, name, times),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions.stream().map(KafkaNames::kafka).toList());
    }

    @Override
    public long first(TopicPartition partition) {
        return only(consumer.beginningOffsets(List.of(KafkaNames.kafka(partition))));
    }

    @Override
    public long end(TopicPartition partition) {
        return only(consumer.endOffsets(List.of(KafkaNames.kafka(partition))));
    }

    private static long only(Map<?, Long> offsets) {
        return offsets.values().iterator().next();
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        consumer.seek(KafkaNames.kafka(partition), offset);
    }

    @Override
    public long position(TopicPartition partition) {
        return consumer.position(KafkaNames.kafka(partition));
    }

    @Override
    public List<Seen> poll(Duration timeout) {
        return seen(consumer.poll(timeout));
    }

    /** The records as they came, those of a partition in their order. */
    static List<Seen> seen(ConsumerRecords<byte[], byte[]> records) {
        List<Seen> seen = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            seen.add(new Seen(new TopicPartition(record.topic(), record.partition()), record.offset(), record.value()));
        }
        return seen;
    }

    @Override
    public boolean isOutOfRange(RuntimeException failure) {
        return failure instanceof OffsetOutOfRangeException;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSING));
    }
}
