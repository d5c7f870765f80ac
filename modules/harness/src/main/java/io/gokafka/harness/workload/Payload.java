package io.gokafka.harness.workload;

import io.gokafka.harness.history.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a value: {@code client/number length} and padding that follows from the number, so that a reader sees when a
 * single byte is another one. Pure.
 */
final class Payload {
    private static final int LETTERS = 26;

    private Payload() {}

    /** The bytes, with so many bytes of padding. */
    static byte[] of(Value value, int padding) {
        byte[] head = (value + " " + padding).getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(head, head.length + padding);
        for (int i = 0; i < padding; i++) {
            bytes[head.length + i] = letter(value, i);
        }
        return bytes;
    }

    /**
     * The value.
     *
     * @throws IllegalArgumentException when these bytes were never sent
     */
    static Value parse(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("a record without a value");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Value value = Value.parse(text);
        int begin = value.toString().length() + 1;
        int end = begin;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        if (end == begin || Integer.parseInt(text, begin, end, 10) != bytes.length - end) {
            throw new IllegalArgumentException("value " + value + " has the wrong length, " + bytes.length);
        }
        for (int i = end; i < bytes.length; i++) {
            if (bytes[i] != letter(value, i - end)) {
                throw new IllegalArgumentException("byte " + i + " of value " + value + " is " + bytes[i]);
            }
        }
        return value;
    }

    private static byte letter(Value value, int index) {
        return (byte) ('a' + Math.floorMod(value.number() + value.client() + index, LETTERS));
    }
}
