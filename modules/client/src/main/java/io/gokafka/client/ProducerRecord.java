package io.gokafka.client;

import io.gokafka.api.record.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A record to send. The arrays are shared, not copied: do not change them before the record is sent.
 *
 * {@snippet :
 * ProducerRecord plain = ProducerRecord.of("orders", "a line of text");
 * ProducerRecord keyed = ProducerRecord.of("orders", "customer-7", "a line of text")
 *         .withHeaders(List.of(Header.of("trace", "4711")));
 * ProducerRecord placed = plain.withPartition(0);
 * }
 *
 * @param topic the topic
 * @param partition the partition, from 0; empty: chosen by the key's hash, or without a key so that batches fill
 * @param key the key's bytes, or null
 * @param value the value's bytes, or null (a tombstone in a compacted topic)
 * @param headers in their order; may be empty
 * @param timestamp milliseconds since 1970-01-01 UTC, 0 or more; empty: now
 */
public record ProducerRecord(
        String topic,
        OptionalInt partition,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        OptionalLong timestamp) {
    // Written out: javac drops the annotations of a compact constructor's parameters, and callers could not pass null.
    public ProducerRecord(
            String topic,
            OptionalInt partition,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers,
            OptionalLong timestamp) {
        Require.that(partition.orElse(0) >= 0, "partition is " + partition + ": it must be 0 or more");
        Require.that(timestamp.orElse(0) >= 0, "timestamp is " + timestamp + ": it must be 0 or more");
        this.topic = topic;
        this.partition = partition;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
        this.timestamp = timestamp;
    }

    /** A record without a key. */
    public static ProducerRecord of(String topic, byte @Nullable [] value) {
        return of(topic, null, value);
    }

    /** A record with a key, or null. */
    public static ProducerRecord of(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord(topic, OptionalInt.empty(), key, value, List.of(), OptionalLong.empty());
    }

    /** A record of text, in UTF-8. */
    public static ProducerRecord of(String topic, String value) {
        return of(topic, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A record of text with a key, in UTF-8. */
    public static ProducerRecord of(String topic, String key, String value) {
        return of(topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same record for a certain partition. */
    public ProducerRecord withPartition(int number) {
        return new ProducerRecord(topic, OptionalInt.of(number), key, value, headers, timestamp);
    }

    /** The same record with other headers. */
    public ProducerRecord withHeaders(List<Header> newHeaders) {
        return new ProducerRecord(topic, partition, key, value, newHeaders, timestamp);
    }

    /** The same record with a certain timestamp, milliseconds since 1970-01-01 UTC. */
    public ProducerRecord withTimestamp(long millis) {
        return new ProducerRecord(topic, partition, key, value, headers, OptionalLong.of(millis));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProducerRecord(var t, var p, var k, var v, var h, var ts)
                && topic.equals(t)
                && partition.equals(p)
                && Arrays.equals(key, k)
                && Arrays.equals(value, v)
                && headers.equals(h)
                && timestamp.equals(ts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, Arrays.hashCode(key), Arrays.hashCode(value));
    }
}
