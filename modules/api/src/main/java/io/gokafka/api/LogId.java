package io.gokafka.api;

import java.util.regex.Pattern;

/**
 * The name of one replicated log: of its directory or key range in a storage, and of its group in consensus. It is never
 * used again for another log, so what a deleted topic left behind cannot be mistaken for a new topic of the same name.
 *
 * @param value 1 to 240 characters of {@code A-Z a-z 0-9 . _ -}; not {@code .} or {@code ..}; safe as a file name
 */
public record LogId(String value) implements Comparable<LogId> {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,240}");

    /** The log of the cluster's metadata. */
    public static final LogId CLUSTER = new LogId("__cluster");

    public LogId {
        if (!ALLOWED.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("'" + value + "' is not a log id");
        }
    }

    @Override
    public int compareTo(LogId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
