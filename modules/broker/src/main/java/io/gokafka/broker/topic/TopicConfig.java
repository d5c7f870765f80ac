package io.gokafka.broker.topic;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a topic; what is not set for it has the default of the broker. {@link TopicSetting} is the table of them.
 *
 * @param log how its logs are kept
 * @param maxBatchBytes the largest batch that is taken
 * @param minInSync how many replicas, the leader included, must have a batch that is acknowledged by all; 1 or more
 * @param retention how long its records are kept
 * @param timestamps what timestamps its records may have
 */
public record TopicConfig(LogConfig log, int maxBatchBytes, int minInSync, Retention retention, Timestamps timestamps) {
    /**
     * How long records are kept; whole segments are deleted.
     *
     * @param maxAgeMillis their age, in milliseconds by their own timestamps; {@link #FOREVER} for no limit
     * @param maxBytes the size of a partition; {@link #FOREVER} for no limit
     */
    public record Retention(long maxAgeMillis, long maxBytes) {
        /** No limit. */
        public static final long FOREVER = -1;

        /** Seven days, whatever the size: Apache Kafka's default. */
        public static final Retention DEFAULT = new Retention(604_800_000L, FOREVER);
    }

    /**
     * What timestamps records may have.
     *
     * @param logAppendTime whether the leader replaces the producer's by the time of the append
     * @param maxBehindMillis how far a producer's may lie in the past
     * @param maxAheadMillis how far a producer's may lie in the future
     */
    public record Timestamps(boolean logAppendTime, long maxBehindMillis, long maxAheadMillis) {
        /** The producer's, at most an hour in the future: Apache Kafka's default. */
        public static final Timestamps DEFAULT = new Timestamps(false, Long.MAX_VALUE, 3_600_000L);
    }

    /** A broker's defaults; what it has no configuration for is as in Apache Kafka. */
    public static TopicConfig defaults(LogConfig log, int maxBatchBytes, Retention retention) {
        return new TopicConfig(log, maxBatchBytes, 1, retention, Timestamps.DEFAULT);
    }

    /**
     * The settings of a topic over the broker's defaults.
     *
     * @throws RequestException {@code INVALID_CONFIG} as {@link #check} says
     */
    public static TopicConfig of(Map<String, String> configs, TopicConfig defaults) {
        TopicConfig config = defaults;
        for (Map.Entry<String, String> set : new TreeMap<>(configs).entrySet()) {
            config = TopicSetting.named(set.getKey()).apply(config, set.getValue());
        }
        return config;
    }

    /** Refuses settings that are unknown or have a bad value with {@code INVALID_CONFIG}, which says what is allowed. */
    public static void check(Map<String, String> configs) {
        of(configs, defaults(LogConfig.DEFAULT, 1, Retention.DEFAULT));
    }

    static RequestException invalid(String message) {
        return new RequestException(ErrorCode.INVALID_CONFIG, message);
    }

    TopicConfig with(LogConfig newLog) {
        return new TopicConfig(newLog, maxBatchBytes, minInSync, retention, timestamps);
    }

    TopicConfig with(Retention newRetention) {
        return new TopicConfig(log, maxBatchBytes, minInSync, newRetention, timestamps);
    }

    TopicConfig with(Timestamps newTimestamps) {
        return new TopicConfig(log, maxBatchBytes, minInSync, retention, newTimestamps);
    }

    TopicConfig withMaxBatchBytes(int bytes) {
        return new TopicConfig(log, bytes, minInSync, retention, timestamps);
    }

    TopicConfig withMinInSync(int replicas) {
        return new TopicConfig(log, maxBatchBytes, replicas, retention, timestamps);
    }
}
