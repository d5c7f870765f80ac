package io.gokafka.broker.group;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Quantities;
import io.gokafka.api.config.Settings;
import io.gokafka.broker.group.classic.ClassicSettings;
import io.gokafka.broker.group.migration.MigrationPolicy;
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
 * @param bounds what groups may take of memory
 * @param migration whether groups may change from one protocol to the other while they have members
 */
public record GroupSettings(
        Duration sessionTimeout,
        Duration heartbeatInterval,
        int maxMembers,
        Duration offsetsRetention,
        ClassicSettings classic,
        Bounds bounds,
        MigrationPolicy migration) {
    /**
     * What groups may take of memory.
     *
     * @param offsets the most offsets of one group
     * @param groups the most groups of one partition of the internal topic
     */
    public record Bounds(int offsets, int groups) {
        private static Bounds of(Settings settings) {
            return new Bounds(settings.get(MAX_OFFSETS), settings.get(MAX_GROUPS));
        }
    }

    /** With the defaults of the rest. */
    public GroupSettings(
            Duration sessionTimeout,
            Duration heartbeatInterval,
            int maxMembers,
            Duration offsetsRetention,
            ClassicSettings classic) {
        this(
                sessionTimeout,
                heartbeatInterval,
                maxMembers,
                offsetsRetention,
                classic,
                Bounds.of(Settings.defaults()),
                Settings.defaults().get(MIGRATION));
    }

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

    private static final ConfigKey<Integer> MAX_OFFSETS = ConfigKey.integer(
            "group-max-offsets",
            100_000,
            1,
            10_000_000,
            "The most partitions of which one consumer group may keep offsets; a commit that would add more is refused.");

    private static final ConfigKey<Integer> MAX_GROUPS = ConfigKey.integer(
            "group-max-groups",
            20_000,
            1,
            10_000_000,
            "The most consumer groups of one partition of the internal topic of offsets; one more is refused.");

    private static final ConfigKey<MigrationPolicy> MIGRATION = ConfigKey.choice(
            "group-migration",
            MigrationPolicy.BIDIRECTIONAL,
            "Whether a consumer group with members may change from the classic protocol to the consumer protocol "
                    + "(upgrade) and back (downgrade).");

    /** All keys, for the configuration reference. */
    public static final List<ConfigKey<?>> KEYS = Stream.concat(
                    Stream.of(
                            SESSION_TIMEOUT,
                            HEARTBEAT_INTERVAL,
                            MAX_MEMBERS,
                            OFFSETS_RETENTION,
                            MAX_OFFSETS,
                            MAX_GROUPS,
                            MIGRATION),
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
                ClassicSettings.from(settings),
                Bounds.of(settings),
                settings.get(MIGRATION));
    }

    /** While partitions change hands, members come back sooner: each round of a rebalance costs one interval. */
    Duration rebalanceInterval() {
        return heartbeatInterval.dividedBy(4);
    }
}
