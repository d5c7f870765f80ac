package io.gokafka.cli.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Amounts() {}

    /** A count, with thousands apart: {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Bytes, in powers of a thousand: {@code 12.3 MB}. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** Bytes a second. */
    public static String rate(long bytes, Duration time) {
        return bytes((long) (bytes * 1e9 / Math.max(1, time.toNanos()))) + "/s";
    }

    /** Seconds: {@code 12.3 s}. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
    }

    /** A time span in its two largest units: {@code 3d 4h}, {@code 12s}. */
    public static String span(Duration time) {
        long seconds = time.toSeconds();
        if (seconds >= 86_400) {
            return seconds / 86_400 + "d " + seconds % 86_400 / 3_600 + "h";
        }
        if (seconds >= 3_600) {
            return seconds / 3_600 + "h " + seconds % 3_600 / 60 + "m";
        }
        return seconds >= 60 ? seconds / 60 + "m " + seconds % 60 + "s" : seconds + "s";
    }

    /** "1 record", "2 records". */
    public static String plural(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
