package io.gokafka.api.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, amounts of bytes and time spans as people write them. */
public final class Quantities {
    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18})\\s*([A-Za-z]*)");

    private Quantities() {}

    /** A plain whole number. */
    public static long number(String text) {
        Matcher form = matched(text, "a whole number");
        if (!form.group(2).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number");
        }
        return Long.parseLong(form.group(1));
    }

    /** Bytes: {@code 512}, {@code 64KiB}, {@code 16MiB}, {@code 1GiB}, {@code 2TiB}; {@code K M G T} mean the same. */
    public static long bytes(String text) {
        Matcher form = matched(text, "an amount of bytes, as 512, 64KiB, 16MiB or 1GiB");
        int shift = switch (form.group(2).toLowerCase(Locale.ROOT)) {
            case "", "b" -> 0;
            case "k", "kib", "kb" -> 10;
            case "m", "mib", "mb" -> 20;
            case "g", "gib", "gb" -> 30;
            case "t", "tib", "tb" -> 40;
            default -> throw unitUnknown(text, "B, KiB, MiB, GiB, TiB");
        };
        return Math.multiplyExact(Long.parseLong(form.group(1)), 1L << shift);
    }

    /** A time span: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 7d}; a plain number is milliseconds. */
    public static Duration duration(String text) {
        Matcher form = matched(text, "a time span, as 250ms, 10s, 5m, 2h or 7d");
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2).toLowerCase(Locale.ROOT)) {
            case "", "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m", "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw unitUnknown(text, "ms, s, m, h, d");
        };
    }

    /** The shortest exact form that {@link #bytes} reads. */
    public static String bytesText(long bytes) {
        String[] units = {"TiB", "GiB", "MiB", "KiB"};
        for (int i = 0; i < units.length; i++) {
            long unit = 1L << (40 - 10 * i);
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + units[i];
            }
        }
        return Long.toString(bytes);
    }

    /** The shortest exact form that {@link #duration} reads. */
    public static String durationText(Duration span) {
        long ms = span.toMillis();
        String[] units = {"d", "h", "m", "s"};
        long[] sizes = {86_400_000, 3_600_000, 60_000, 1_000};
        for (int i = 0; i < units.length; i++) {
            if (ms >= sizes[i] && ms % sizes[i] == 0) {
                return ms / sizes[i] + units[i];
            }
        }
        return ms + "ms";
    }

    private static Matcher matched(String text, String what) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + what);
        }
        return form;
    }

    private static IllegalArgumentException unitUnknown(String text, String units) {
        return new IllegalArgumentException("'" + text + "' has an unknown unit: allowed are " + units);
    }
}
