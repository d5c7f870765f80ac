package io.gokafka.cli.args;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.Quantities;
import io.gokafka.cli.error.CliException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Text to values, with messages that say which flag, what it got, what is allowed. */
public final class Values {
    private Values() {}

    /**
     * Converts the value of a flag.
     *
     * @throws CliException that says what is allowed
     */
    public static Object convert(String flag, String text, Class<?> type) {
        try {
            return parsed(text, type);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw CliException.usage(flag + ": " + e.getMessage());
        }
    }

    /**
     * A partition's number.
     *
     * @throws CliException that says what is allowed
     */
    public static int partition(String text) {
        try {
            int partition = Math.toIntExact(Quantities.number(text));
            if (partition >= 0) {
                return partition;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The same message for all of them.
        }
        throw CliException.usage("'" + text + "' is not a partition; partitions are whole numbers from 0");
    }

    /**
     * An offset.
     *
     * @throws CliException that says what is allowed
     */
    public static long offset(String flag, String text) {
        if (text.matches("[0-9]{1,19}")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                // The same message as for all the others.
            }
        }
        throw CliException.usage(flag + ": '" + text + "' is no offset; offsets are whole numbers from 0");
    }

    private static Object parsed(String text, Class<?> type) {
        if (type.isEnum()) {
            return constant(text, type);
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> integer(text);
            case "long", "Long" -> Quantities.number(text);
            case "Path" -> Path.of(nonEmpty(text, "path"));
            case "Duration" -> duration(text);
            case "HostPort" -> HostPort.parse(text);
            default -> text;
        };
    }

    private static int integer(String text) {
        long number = Quantities.number(text);
        if (number != (int) number) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        return (int) number;
    }

    private static Duration duration(String text) {
        Duration duration = Quantities.duration(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("'" + text + "' is not more than 0");
        }
        return duration;
    }

    private static String nonEmpty(String text, String what) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        return text;
    }

    private static Object constant(String text, Class<?> type) {
        List<Object> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(c -> name(c).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not known; allowed are "
                        + String.join(", ", constants.stream().map(Values::name).toList())));
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
