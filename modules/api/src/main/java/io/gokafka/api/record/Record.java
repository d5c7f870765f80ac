package io.gokafka.api.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a log. The arrays are shared, not copied: do not change them.
 *
 * @param offset its place in the partition, from 0
 * @param timestamp milliseconds since 1970-01-01 UTC
 * @param key the key's bytes, or null
 * @param value the value's bytes, or null (a tombstone in a compacted topic)
 * @param headers in the order in which they were written
 */
public record Record(
        long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    // Written out: javac drops the annotations of a compact constructor's parameters, and callers are then told that
    // null is wrong.
    public Record(long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.offset = offset;
        this.timestamp = timestamp;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    /** The key as UTF-8 text, or null. */
    public @Nullable String keyText() {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /** The value as UTF-8 text, or null. */
    public @Nullable String valueText() {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Record(var o, var t, var k, var v, var h)
                && offset == o
                && timestamp == t
                && Arrays.equals(key, k)
                && Arrays.equals(value, v)
                && headers.equals(h);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(offset) + Arrays.hashCode(value);
    }
}
