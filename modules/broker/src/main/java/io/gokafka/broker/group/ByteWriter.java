package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Varint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes values compactly: numbers as zigzag varints, texts and lists behind their length. Not thread-safe. */
final class ByteWriter {
    private ByteBuffer buffer = ByteBuffer.allocate(64);

    ByteWriter number(long value) {
        Varint.writeLong(room(10), value);
        return this;
    }

    ByteWriter bytes(byte[] value) {
        number(value.length);
        room(value.length).put(value);
        return this;
    }

    ByteWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    ByteWriter texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    ByteWriter counts(Map<String, Integer> values) {
        number(values.size());
        values.forEach((name, count) -> text(name).number(count));
        return this;
    }

    /** 0 when there is none, else 1 and the text. */
    ByteWriter optional(Optional<String> text) {
        number(text.isPresent() ? 1 : 0);
        text.ifPresent(this::text);
        return this;
    }

    /** Each topic once, its partitions as distances: most of them take one byte. */
    ByteWriter partitions(SortedSet<TopicPartition> values) {
        SortedMap<String, SortedSet<Integer>> byTopic = new TreeMap<>();
        values.forEach(
                p -> byTopic.computeIfAbsent(p.topic(), t -> new TreeSet<>()).add(p.partition()));
        number(byTopic.size());
        byTopic.forEach((topic, partitions) -> text(topic).distances(partitions));
        return this;
    }

    private void distances(SortedSet<Integer> ascending) {
        number(ascending.size());
        int last = 0;
        for (int value : ascending) {
            number(value - last);
            last = value;
        }
    }

    byte[] toBytes() {
        byte[] written = new byte[buffer.position()];
        buffer.get(0, written);
        return written;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(2 * buffer.capacity(), Math.addExact(buffer.position(), bytes));
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        return buffer;
    }
}
