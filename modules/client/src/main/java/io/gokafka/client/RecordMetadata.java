package io.gokafka.client;

import io.gokafka.api.TopicPartition;

/**
 * Where a record that was sent has its place.
 *
 * {@snippet :
 * String place(Producer producer) {
 *     RecordMetadata sent = producer.send(ProducerRecord.of("orders", "hello")).join();
 *     return sent.partition() + " at " + sent.offset();
 * }
 * }
 *
 * @param partition the partition
 * @param offset its offset; -1 with {@link io.gokafka.api.request.Acks#NONE}
 * @param timestamp its timestamp, milliseconds since 1970-01-01 UTC; the time at which the broker has appended it where the topic
 *     wants that ({@code message.timestamp.type=LogAppendTime})
 */
public record RecordMetadata(TopicPartition partition, long offset, long timestamp) {}
