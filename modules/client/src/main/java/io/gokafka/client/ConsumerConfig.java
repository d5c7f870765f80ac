package io.gokafka.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How a consumer reads and commits. Immutable.
 *
 * {@snippet :
 * ConsumerConfig config = ConsumerConfig.defaults().withGroup("billing").withStartFrom(StartFrom.EARLIEST);
 * }
 *
 * @param group the group whose offsets are read and committed; needed to subscribe; empty: nothing is committed
 * @param startFrom where to begin when there is no committed offset
 * @param autoCommit whether {@code poll} and {@code close} commit what earlier polls returned; without a group nothing is
 * @param autoCommitInterval how often, more than 0
 * @param maxPollRecords the most records that one poll returns, 1 or more
 * @param fetchMaxBytes the most bytes that are read ahead of the application, 1 KiB or more; one batch may exceed it
 * @param partitionMaxBytes the most bytes of one partition in one answer, 1 KiB or more; one batch may exceed it
 * @param fetchMaxWait how long a broker waits for records when there are none, 0 or more
 * @param rebalanceTimeout how long the group waits for this member to give up partitions, more than 0; poll more often
 * @param readFrom which of a partition's brokers records are read from
 */
public record ConsumerConfig(
        Optional<String> group,
        StartFrom startFrom,
        boolean autoCommit,
        Duration autoCommitInterval,
        int maxPollRecords,
        int fetchMaxBytes,
        int partitionMaxBytes,
        Duration fetchMaxWait,
        Duration rebalanceTimeout,
        ReadFrom readFrom) {
    public ConsumerConfig {
        Require.positive("autoCommitInterval", autoCommitInterval);
        Require.inRange("maxPollRecords", maxPollRecords, 1, Integer.MAX_VALUE);
        Require.inRange("fetchMaxBytes", fetchMaxBytes, 1 << 10, Integer.MAX_VALUE);
        Require.inRange("partitionMaxBytes", partitionMaxBytes, 1 << 10, Integer.MAX_VALUE);
        Require.notNegative("fetchMaxWait", fetchMaxWait);
        Require.positive("rebalanceTimeout", rebalanceTimeout);
    }

    /**
     * No group, {@link StartFrom#LATEST}, commits by itself every 5 s, 500 records a poll, 16 MiB read ahead, 1 MiB a
     * partition, 500 ms of waiting, 60 s to give up partitions, from leaders.
     */
    public static ConsumerConfig defaults() {
        return new ConsumerConfig(
                Optional.empty(),
                StartFrom.LATEST,
                true,
                Duration.ofSeconds(5),
                500,
                16 << 20,
                1 << 20,
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                ReadFrom.LEADER);
    }

    /** With a group. */
    public ConsumerConfig withGroup(String name) {
        return with(Optional.of(name), startFrom, autoCommit, autoCommitInterval, maxPollRecords);
    }

    /** With another place to begin. */
    public ConsumerConfig withStartFrom(StartFrom place) {
        return with(group, place, autoCommit, autoCommitInterval, maxPollRecords);
    }

    /** With or without commits by itself. */
    public ConsumerConfig withAutoCommit(boolean enabled) {
        return with(group, startFrom, enabled, autoCommitInterval, maxPollRecords);
    }

    /** With another time between commits by itself. */
    public ConsumerConfig withAutoCommitInterval(Duration interval) {
        return with(group, startFrom, autoCommit, interval, maxPollRecords);
    }

    /** With another number of records a poll. */
    public ConsumerConfig withMaxPollRecords(int records) {
        return with(group, startFrom, autoCommit, autoCommitInterval, records);
    }

    /** With other limits of what is read ahead, in bytes. */
    public ConsumerConfig withFetchBytes(int total, int perPartition) {
        return new ConsumerConfig(
                group,
                startFrom,
                autoCommit,
                autoCommitInterval,
                maxPollRecords,
                total,
                perPartition,
                fetchMaxWait,
                rebalanceTimeout,
                readFrom);
    }

    /** With another time that brokers wait for records. */
    public ConsumerConfig withFetchMaxWait(Duration wait) {
        return new ConsumerConfig(
                group,
                startFrom,
                autoCommit,
                autoCommitInterval,
                maxPollRecords,
                fetchMaxBytes,
                partitionMaxBytes,
                wait,
                rebalanceTimeout,
                readFrom);
    }

    /** With another time to give up partitions. */
    public ConsumerConfig withRebalanceTimeout(Duration timeout) {
        return new ConsumerConfig(
                group,
                startFrom,
                autoCommit,
                autoCommitInterval,
                maxPollRecords,
                fetchMaxBytes,
                partitionMaxBytes,
                fetchMaxWait,
                timeout,
                readFrom);
    }

    /** With other brokers to read from. */
    public ConsumerConfig withReadFrom(ReadFrom brokers) {
        return new ConsumerConfig(
                group,
                startFrom,
                autoCommit,
                autoCommitInterval,
                maxPollRecords,
                fetchMaxBytes,
                partitionMaxBytes,
                fetchMaxWait,
                rebalanceTimeout,
                brokers);
    }

    private ConsumerConfig with(
            Optional<String> newGroup, StartFrom newStart, boolean newAuto, Duration newInterval, int newMaxRecords) {
        return new ConsumerConfig(
                newGroup,
                newStart,
                newAuto,
                newInterval,
                newMaxRecords,
                fetchMaxBytes,
                partitionMaxBytes,
                fetchMaxWait,
                rebalanceTimeout,
                readFrom);
    }
}
