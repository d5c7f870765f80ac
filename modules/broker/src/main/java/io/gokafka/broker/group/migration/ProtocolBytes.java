package io.gokafka.broker.group.migration;

import io.gokafka.api.TopicPartition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads what consumers tell one another: big endian, lists and bytes behind an int32, texts behind an int16. Trusts no
 * length; throws {@link IllegalArgumentException} when the bytes end too early. Not thread-safe.
 */
final class ProtocolBytes {
    /** The newest version that is known; a newer one begins with the same fields. */
    static final int NEWEST = 3;

    private final ByteBuffer buffer;

    ProtocolBytes(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
    }

    int version() {
        int version = need(Short.BYTES).getShort();
        if (version < 0) {
            throw new IllegalArgumentException("version " + version + " of a consumer's bytes");
        }
        return version;
    }

    int integer() {
        return need(Integer.BYTES).getInt();
    }

    String text() {
        return nullableText().orElseThrow(() -> new IllegalArgumentException("a text is missing"));
    }

    Optional<String> nullableText() {
        int length = need(Short.BYTES).getShort();
        if (length < 0) {
            return Optional.empty();
        }
        need(length);
        byte[] text = new byte[length];
        buffer.get(text);
        return Optional.of(new String(text, StandardCharsets.UTF_8));
    }

    /** Skips them, and returns how many there were; -1 for null. */
    int nullableBytes() {
        int length = integer();
        if (length > 0) {
            need(length).position(buffer.position() + length);
        }
        return length;
    }

    <T> List<T> list(Supplier<T> item) {
        int count = integer();
        // Every item takes two bytes at least: a larger count is damage, found before memory is taken.
        need(2 * (long) Math.max(0, count));
        List<T> items = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            items.add(item.get());
        }
        return items;
    }

    SortedSet<TopicPartition> partitions() {
        SortedSet<TopicPartition> partitions = new TreeSet<>();
        list(() -> {
            String topic = text();
            list(this::integer).forEach(number -> partitions.add(new TopicPartition(topic, number)));
            return topic;
        });
        return partitions;
    }

    private ByteBuffer need(long bytes) {
        if (buffer.remaining() < bytes) {
            throw new IllegalArgumentException(bytes + " bytes expected, " + buffer.remaining() + " left");
        }
        return buffer;
    }
}
