package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;

/** Partitions as Kafka's clients name them, and back. */
final class KafkaNames {
    private KafkaNames() {}

    static org.apache.kafka.common.TopicPartition kafka(TopicPartition partition) {
        return new org.apache.kafka.common.TopicPartition(partition.topic(), partition.partition());
    }

    static TopicPartition own(org.apache.kafka.common.TopicPartition partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }
}
