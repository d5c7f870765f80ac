package io.gokafka.api.config;

import io.gokafka.api.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One setting: its name, its type, its default and what it is for. The configuration reference is made from these, and a
 * name that no one declares stops the start.
 *
 * @param name in lower case with dashes, as {@code data-dir}
 * @param defaultText the default as a user would write it; empty when there is none
 * @param allowed what is allowed, for people, as {@code "1 to 65535"}
 * @param description one or two sentences, for people
 * @param parser turns the text into a value; throws {@link IllegalArgumentException} that says what is wrong
 * @param <T> the type of the value
 */
public record ConfigKey<T>(
        String name, String defaultText, String allowed, String description, Function<String, T> parser) {

    /** Free text. */
    public static ConfigKey<String> text(String name, String defaultText, String description) {
        return new ConfigKey<>(name, defaultText, "text", description, Function.identity());
    }

    /** An address, {@code host:port}. */
    public static ConfigKey<HostPort> address(String name, String defaultText, String description) {
        return new ConfigKey<>(name, defaultText, "host:port", description, HostPort::parse);
    }

    /** A file or folder. */
    public static ConfigKey<Path> path(String name, String defaultText, String description) {
        return new ConfigKey<>(name, defaultText, "a path", description, Path::of);
    }

    /** True or false. */
    public static ConfigKey<Boolean> flag(String name, boolean defaultValue, String description) {
        return new ConfigKey<>(name, Boolean.toString(defaultValue), "true, false", description, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        });
    }

    /** A whole number within bounds, both included. */
    public static ConfigKey<Integer> integer(String name, int defaultValue, int min, int max, String description) {
        return new ConfigKey<>(name, Integer.toString(defaultValue), min + " to " + max, description, text ->
                (int) checked(Quantities.number(text), min, max, text));
    }

    /** A number of bytes, plain or with a unit ({@code 64KiB}, {@code 1GiB}), within bounds. */
    public static ConfigKey<Long> bytes(String name, String defaultText, long min, long max, String description) {
        return new ConfigKey<>(
                name,
                defaultText,
                Quantities.bytesText(min) + " to " + Quantities.bytesText(max),
                description,
                text -> checked(Quantities.bytes(text), min, max, text));
    }

    /** A time span with a unit ({@code 250ms}, {@code 10s}, {@code 7d}), within bounds. */
    public static ConfigKey<Duration> duration(
            String name, String defaultText, Duration min, Duration max, String description) {
        return new ConfigKey<>(
                name,
                defaultText,
                Quantities.durationText(min) + " to " + Quantities.durationText(max),
                description,
                text -> {
                    Duration value = Quantities.duration(text);
                    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                        throw new IllegalArgumentException("'" + text + "' is out of range");
                    }
                    return value;
                });
    }

    /** A list separated by commas; blanks around its items are dropped. */
    public static ConfigKey<List<String>> list(String name, String defaultText, String description) {
        return new ConfigKey<>(
                name,
                defaultText,
                "text, comma separated",
                description,
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList());
    }

    /** One of the constants of an enum, in lower case. */
    public static <E extends Enum<E>> ConfigKey<E> choice(String name, E defaultValue, String description) {
        E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
        return new ConfigKey<>(
                name,
                lower(defaultValue),
                String.join(", ", Arrays.stream(constants).map(ConfigKey::lower).toList()),
                description,
                text -> Arrays.stream(constants)
                        .filter(c -> lower(c).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of them")));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static long checked(long value, long min, long max, String text) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("'" + text + "' is out of range");
        }
        return value;
    }
}
