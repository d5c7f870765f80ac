package io.gokafka.api;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a topic may be called: the rules of Apache Kafka ({@code org.apache.kafka.common.internals.Topic}). */
public final class TopicNames {
    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 249;

    /** The internal topic of committed offsets and group membership. */
    public static final String CONSUMER_OFFSETS = "__consumer_offsets";

    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9._-]+");

    private TopicNames() {}

    /** Topics that brokers keep for themselves; clients may read but not write or delete them. */
    public static boolean isInternal(String name) {
        return name.startsWith("__");
    }

    /** What is wrong with a name, as a sentence for people; empty when it is allowed. */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("topic name is empty: give it 1 to " + MAX_LENGTH + " characters");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("topic name '" + name + "' is not allowed: '.' and '..' are reserved");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of(
                    "topic name is " + name.length() + " characters long: at most " + MAX_LENGTH + " are allowed");
        }
        if (!ALLOWED.matcher(name).matches()) {
            return Optional.of(
                    "topic name '" + printable(name) + "' has illegal characters: allowed are A-Z a-z 0-9 . _ -");
        }
        return Optional.empty();
    }

    private static String printable(String name) {
        return name.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
