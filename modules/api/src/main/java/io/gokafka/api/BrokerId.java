package io.gokafka.api;

import java.util.regex.Pattern;

/**
 * The name of a broker, chosen by its operator and unique in its cluster, as {@code node1}.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, beginning with a letter or digit
 */
public record BrokerId(String value) implements Comparable<BrokerId> {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public BrokerId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a broker id: it has 1 to 64 of the characters"
                    + " A-Z a-z 0-9 . _ - and begins with a letter or digit");
        }
    }

    @Override
    public int compareTo(BrokerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
