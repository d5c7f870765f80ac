package io.gokafka.broker.group.classic;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Quantities;
import io.gokafka.api.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How classic groups are coordinated; the names and defaults are Kafka's.
 *
 * @param minSessionTimeout the shortest session timeout that a member may ask for
 * @param maxSessionTimeout the longest one
 * @param initialRebalanceDelay how long a group without members waits for more of them to join
 */
public record ClassicSettings(Duration minSessionTimeout, Duration maxSessionTimeout, Duration initialRebalanceDelay) {
    private static final ConfigKey<Duration> MIN_SESSION_TIMEOUT = ConfigKey.duration(
            "group-min-session-timeout",
            "6s",
            Duration.ofMillis(1),
            Duration.ofHours(24),
            "The shortest session timeout that a member of a classic group may ask for.");

    private static final ConfigKey<Duration> MAX_SESSION_TIMEOUT = ConfigKey.duration(
            "group-max-session-timeout",
            "30m",
            Duration.ofMillis(1),
            Duration.ofHours(24),
            "The longest session timeout that a member of a classic group may ask for.");

    private static final ConfigKey<Duration> INITIAL_REBALANCE_DELAY = ConfigKey.duration(
            "group-initial-rebalance-delay",
            "3s",
            Duration.ZERO,
            Duration.ofMinutes(10),
            "How long a classic group that had no members waits, after each that joins, for more of them to join.");

    /** All keys, for the configuration reference. */
    public static final List<ConfigKey<?>> KEYS =
            List.of(MIN_SESSION_TIMEOUT, MAX_SESSION_TIMEOUT, INITIAL_REBALANCE_DELAY);

    /** The defaults. */
    public static ClassicSettings defaults() {
        return from(Settings.defaults());
    }

    /**
     * Reads the settings.
     *
     * @throws ConfigException when a value is not allowed
     */
    public static ClassicSettings from(Settings settings) {
        Duration min = settings.get(MIN_SESSION_TIMEOUT);
        Duration max = settings.get(MAX_SESSION_TIMEOUT);
        if (min.compareTo(max) > 0) {
            throw new ConfigException("setting 'group-min-session-timeout' has the value '"
                    + Quantities.durationText(min)
                    + "': allowed is at most group-max-session-timeout, which is "
                    + Quantities.durationText(max));
        }
        return new ClassicSettings(min, max, settings.get(INITIAL_REBALANCE_DELAY));
    }
}
