package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Varint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what {@link ByteWriter} wrote; throws a {@link RuntimeException} when the bytes are something else. Not
 * thread-safe.
 */
final class ByteReader {
    private final ByteBuffer buffer;

    ByteReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
    }

    long number() {
        return Varint.readLong(buffer);
    }

    int integer() {
        return Math.toIntExact(number());
    }

    byte[] bytes() {
        byte[] value = new byte[length()];
        buffer.get(value);
        return value;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    SortedSet<String> texts() {
        SortedSet<String> values = new TreeSet<>();
        for (int left = length(); left > 0; left--) {
            values.add(text());
        }
        return values;
    }

    Optional<String> optional() {
        return integer() == 0 ? Optional.empty() : Optional.of(text());
    }

    SortedMap<String, Integer> counts() {
        SortedMap<String, Integer> values = new TreeMap<>();
        for (int left = length(); left > 0; left--) {
            values.put(text(), integer());
        }
        return values;
    }

    SortedSet<TopicPartition> partitions() {
        SortedSet<TopicPartition> values = new TreeSet<>();
        for (int topics = length(); topics > 0; topics--) {
            String topic = text();
            int last = 0;
            for (int left = length(); left > 0; left--) {
                last += integer();
                values.add(new TopicPartition(topic, last));
            }
        }
        return values;
    }

    /** Nothing may be left over: bytes that nobody reads are a format that nobody knows. */
    void end() {
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException(buffer.remaining() + " bytes more than expected");
        }
    }

    /** A length or count: every item takes a byte at least, so a larger one is damage, found before memory is taken. */
    private int length() {
        int length = integer();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("a length of " + length + " with " + buffer.remaining() + " bytes left");
        }
        return length;
    }
}
