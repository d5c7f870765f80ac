package io.gokafka.broker.group;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Quantities;
import io.gokafka.api.config.Settings;
import io.gokafka.broker.group.classic.ClassicSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How groups are coordinated.
 *
 * @param sessionTimeout a member that is not heard of for so long has left
 * @param heartbeatInterval how often members are asked to be heard of; at most half the session timeout
 * @param maxMembers the most members of one group
 * @param offsetsRetention how long the offsets of a group without members are kept
 * @param classic of groups whose members assign
 */
public record GroupSettings(
        Duration sessionTimeout,
        Duration heartbeatInterval,
        int maxMembers,
        Duration offsetsRetention,
        ClassicSettings classic) {
    private static final ConfigKey<Duration> SESSION_TIMEOUT = ConfigKey.duration(
            "group-session-timeout",
            "10s",
            Duration.ofSeconds(1),
            Duration.ofMinutes(30),
            "A member of a consumer group that is not heard of for so long has left; its partitions go to the others.");

    private static final ConfigKey<Duration> HEARTBEAT_INTERVAL = ConfigKey.duration(
            "group-heartbeat-interval",
            "2s",
            Duration.ofMillis(50),
            Duration.ofMinutes(15),
            "How often the members of a group are asked for a heartbeat; at most half of group-session-timeout.");

    private static final ConfigKey<Integer> MAX_MEMBERS = ConfigKey.integer(
            "group-max-members", 1_000, 1, 10_000, "The most members of one consumer group; one more is refused.");

    private static final ConfigKey<Duration> OFFSETS_RETENTION = ConfigKey.duration(
            "offsets-retention",
            "7d",
            Duration.ofMinutes(1),
            Duration.ofDays(3650),
            "How long a group's committed offsets are kept after its last member left; "
                    + "without members ever, after the last commit.");

    /** All keys, for the configuration reference. */
    public static final List<ConfigKey<?>> KEYS = Stream.concat(
                    Stream.of(SESSION_TIMEOUT, HEARTBEAT_INTERVAL, MAX_MEMBERS, OFFSETS_RETENTION),
                    ClassicSettings.KEYS.stream())
            .toList();

    /** The most that a member may take to give up partitions; a longer wish is cut to it. */
    static final Duration MAX_REBALANCE_TIMEOUT = Duration.ofHours(1);

    /** The defaults. */
    public static GroupSettings defaults() {
        return from(Settings.defaults());
    }

    /**
     * Reads the settings.
     *
     * @throws ConfigException when a value is not allowed
     */
    public static GroupSettings from(Settings settings) {
        Duration session = settings.get(SESSION_TIMEOUT);
        Duration heartbeat = settings.get(HEARTBEAT_INTERVAL);
        if (heartbeat.multipliedBy(2).compareTo(session) > 0) {
            throw new ConfigException("setting 'group-heartbeat-interval' has the value '"
                    + Quantities.durationText(heartbeat)
                    + "': allowed is at most half of group-session-timeout, which is "
                    + Quantities.durationText(session));
        }
        return new GroupSettings(
                session,
                heartbeat,
                settings.get(MAX_MEMBERS),
                settings.get(OFFSETS_RETENTION),
                ClassicSettings.from(settings));
    }

    /** While partitions change hands, members come back sooner: each round of a rebalance costs one interval. */
    Duration rebalanceInterval() {
        return heartbeatInterval.dividedBy(4);
    }
}
