package io.gokafka.client;

import java.time.Duration;

/** Checks of configuration values; each failure says what is wrong. */
final class Require {
    private Require() {}

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void positive(String name, Duration value) {
        that(value.isPositive(), name + " is " + value + ": it must be more than 0");
    }

    static void notNegative(String name, Duration value) {
        that(!value.isNegative(), name + " is " + value + ": it must be 0 or more");
    }

    static void inRange(String name, long value, long min, long max) {
        that(value >= min && value <= max, name + " is " + value + ": allowed are " + min + " to " + max);
    }
}
