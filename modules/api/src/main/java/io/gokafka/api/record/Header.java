package io.gokafka.api.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record: a name and bytes, which may be absent. The array is shared, not copied: do not change it.
 *
 * @param key the name; names may repeat within a record
 * @param value the bytes, or null
 */
public record Header(String key, byte @Nullable [] value) {
    /** A header with text in UTF-8. */
    public static Header of(String key, String value) {
        return new Header(key, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Header(var k, var v) && key.equals(k) && Arrays.equals(value, v);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return key + "=" + (value == null ? "null" : new String(value, StandardCharsets.UTF_8));
    }
}
