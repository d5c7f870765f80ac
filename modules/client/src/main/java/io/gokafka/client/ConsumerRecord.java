package io.gokafka.client;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.Record;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read. The arrays are shared, not copied: do not change them.
 *
 * {@snippet :
 * String text(ConsumerRecord record) {
 *     return record.topicPartition() + " " + record.offset() + ": " + record.valueText();
 * }
 * }
 *
 * @param topic the topic
 * @param partition the partition, from 0
 * @param record the record
 */
public record ConsumerRecord(String topic, int partition, Record record) {
    /** The topic and the partition. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** The place in the partition, from 0. */
    public long offset() {
        return record.offset();
    }

    /** Milliseconds since 1970-01-01 UTC. */
    public long timestamp() {
        return record.timestamp();
    }

    /** The key's bytes, or null. */
    public byte @Nullable [] key() {
        return record.key();
    }

    /** The value's bytes, or null. */
    public byte @Nullable [] value() {
        return record.value();
    }

    /** The key as UTF-8 text, or null. */
    public @Nullable String keyText() {
        return record.keyText();
    }

    /** The value as UTF-8 text, or null. */
    public @Nullable String valueText() {
        return record.valueText();
    }

    /** The headers, in their order. */
    public List<Header> headers() {
        return record.headers();
    }
}
