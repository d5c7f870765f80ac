package io.gokafka.cli.text;

import io.gokafka.api.config.Quantities;
import io.gokafka.api.request.ListOffsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** Where to begin in a partition, as users say it. */
public sealed interface StartPosition {
    /** What is allowed, for messages. */
    String ALLOWED =
            "allowed are beginning, end, an offset, a time as 2025-06-01T12:00:00Z, or a time ago as -1h, -30m, -7d";

    /** The first record that there is. */
    record Beginning() implements StartPosition {}

    /** After the last record that there is. */
    record End() implements StartPosition {}

    /**
     * A record of a known offset.
     *
     * @param offset 0 or more
     */
    record AtOffset(long offset) implements StartPosition {}

    /**
     * The first record of a time or later.
     *
     * @param time the time
     */
    record AtTime(Instant time) implements StartPosition {}

    /**
     * Reads it. A date without a time is its midnight; a time without a zone is the clock's.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    static StartPosition parse(String text, Clock clock) {
        return switch (text) {
            case "beginning" -> new Beginning();
            case "end" -> new End();
            default -> {
                if (text.matches("[0-9]{1,18}")) {
                    yield new AtOffset(Long.parseLong(text));
                }
                yield new AtTime(text.startsWith("-") ? ago(text, clock) : time(text, clock));
            }
        };
    }

    /** As a question to a broker; a known offset is no question, and answered by {@link AtOffset} itself. */
    default ListOffsets.Query query() {
        return switch (this) {
            case Beginning() -> new ListOffsets.Query.Earliest();
            case End() -> new ListOffsets.Query.Latest();
            case AtTime(Instant time) -> new ListOffsets.Query.AtTime(time.toEpochMilli());
            case AtOffset(long offset) -> throw new IllegalStateException("offset " + offset + " is known");
        };
    }

    private static Instant ago(String text, Clock clock) {
        try {
            Duration ago = Quantities.duration(text.substring(1));
            // A number without a unit would be milliseconds, and is more likely a mistaken offset.
            if (!ago.isNegative() && !Character.isDigit(text.charAt(text.length() - 1))) {
                return clock.instant().minus(ago);
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // The same message for all of them.
        }
        throw unknown(text);
    }

    private static Instant time(String text, Clock clock) {
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant();
            }
            return hasZone(text)
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException e) {
            throw unknown(text);
        }
    }

    private static boolean hasZone(String text) {
        return text.endsWith("Z") || text.matches(".*[+-][0-9]{2}(:?[0-9]{2})?");
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("'" + text + "' is no place to start; " + ALLOWED);
    }
}
