package io.gokafka.consensus.jgroups;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * The plugin's settings.
 *
 * @param maxMessage entries are sent in messages of at most this size, except that a larger entry has its own
 * @param window how many bytes may be on their way to a replica of a group
 * @param maxInFlight how many bytes of a group may wait for their commit
 * @param overloadTimeout how long a proposal waits for room
 * @param maxFrame connections that announce a larger message are closed
 * @param failureTimeout a broker that is silent for so long is taken for dead
 * @param verifyTimeout how long a broker whose connection broke may take to answer
 * @param voteTimeout how long an election waits for votes
 * @param rebalanceLeaders whether leadership goes back to the preferred replica
 * @param rebalanceDelay how long the preferred replica must have been caught up for that
 * @param catchUpTimeout how long a new voter may take to catch up
 */
public record JGroupsSettings(
        int maxMessage,
        int window,
        int maxInFlight,
        Duration overloadTimeout,
        int maxFrame,
        Duration failureTimeout,
        Duration verifyTimeout,
        Duration voteTimeout,
        boolean rebalanceLeaders,
        Duration rebalanceDelay,
        Duration catchUpTimeout) {
    private static final String PREFIX = "consensus.jgroups.";
    private static final long MIB = 1 << 20;

    private static final ConfigKey<Long> MAX_MESSAGE = ConfigKey.bytes(
            PREFIX + "max-message",
            "1MiB",
            4 << 10,
            16 * MIB,
            "Entries travel between brokers in messages of at most this size; a larger entry has its own message.");
    private static final ConfigKey<Long> WINDOW = ConfigKey.bytes(
            PREFIX + "window",
            "4MiB",
            64 << 10,
            256 * MIB,
            "How many bytes of a partition may be on their way to one replica before it answers.");
    private static final ConfigKey<Long> MAX_IN_FLIGHT = ConfigKey.bytes(
            PREFIX + "max-in-flight",
            "16MiB",
            64 << 10,
            1024 * MIB,
            "How many bytes of a partition may wait for their commit; producers beyond that wait.");
    private static final ConfigKey<Duration> OVERLOAD_TIMEOUT = ConfigKey.duration(
            PREFIX + "overload-timeout",
            "5s",
            Duration.ZERO,
            Duration.ofMinutes(1),
            "How long a producer waits for room before it is told that the partition is overloaded.");
    private static final ConfigKey<Long> MAX_FRAME = ConfigKey.bytes(
            PREFIX + "max-frame",
            "64MiB",
            MIB,
            1024 * MIB,
            "A connection that announces a larger message is closed. Must be larger than the largest record batch.");
    private static final ConfigKey<Duration> FAILURE_TIMEOUT = ConfigKey.duration(
            PREFIX + "failure-timeout",
            "2s",
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            "A broker that is silent for so long, though connected, is taken for dead.");
    private static final ConfigKey<Duration> VERIFY_TIMEOUT = ConfigKey.duration(
            PREFIX + "verify-timeout",
            "100ms",
            Duration.ofMillis(10),
            Duration.ofSeconds(10),
            "A broker whose connection broke is taken for dead when it does not answer within this time.");
    private static final ConfigKey<Duration> VOTE_TIMEOUT = ConfigKey.duration(
            PREFIX + "vote-timeout",
            "400ms",
            Duration.ofMillis(20),
            Duration.ofSeconds(30),
            "How long an election waits for votes before it is tried again.");
    private static final ConfigKey<Boolean> REBALANCE_LEADERS = ConfigKey.flag(
            PREFIX + "rebalance-leaders",
            true,
            "Whether leadership goes back to a partition's preferred replica once that has caught up.");
    private static final ConfigKey<Duration> REBALANCE_DELAY = ConfigKey.duration(
            PREFIX + "rebalance-delay",
            "5s",
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How long the preferred replica must be there before leadership goes back to it.");
    private static final ConfigKey<Duration> CATCH_UP_TIMEOUT = ConfigKey.duration(
            PREFIX + "catch-up-timeout",
            "5m",
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            "How long a new replica may take to catch up before its addition to a partition fails.");

    /** All keys. */
    public static List<ConfigKey<?>> keys() {
        return List.of(
                MAX_MESSAGE,
                WINDOW,
                MAX_IN_FLIGHT,
                OVERLOAD_TIMEOUT,
                MAX_FRAME,
                FAILURE_TIMEOUT,
                VERIFY_TIMEOUT,
                VOTE_TIMEOUT,
                REBALANCE_LEADERS,
                REBALANCE_DELAY,
                CATCH_UP_TIMEOUT);
    }

    /** Reads them. */
    public static JGroupsSettings of(Settings settings) {
        return new JGroupsSettings(
                Math.toIntExact(settings.get(MAX_MESSAGE)),
                Math.toIntExact(settings.get(WINDOW)),
                Math.toIntExact(settings.get(MAX_IN_FLIGHT)),
                settings.get(OVERLOAD_TIMEOUT),
                Math.toIntExact(settings.get(MAX_FRAME)),
                settings.get(FAILURE_TIMEOUT),
                settings.get(VERIFY_TIMEOUT),
                settings.get(VOTE_TIMEOUT),
                settings.get(REBALANCE_LEADERS),
                settings.get(REBALANCE_DELAY),
                settings.get(CATCH_UP_TIMEOUT));
    }
}
