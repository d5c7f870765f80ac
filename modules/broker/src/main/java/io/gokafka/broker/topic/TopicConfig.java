package io.gokafka.broker.topic;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import java.time.Duration;
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
 * @param cleanup what becomes of old records
 * @param compaction when it is compacted, if it is
 */
public record TopicConfig(
        LogConfig log,
        int maxBatchBytes,
        int minInSync,
        Retention retention,
        Timestamps timestamps,
        Cleanup cleanup,
        Compaction compaction) {
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

    /** What becomes of old records; at least one of the two. */
    public enum Cleanup {
        /** They are deleted, as {@link Retention} says. */
        DELETE("delete", true, false),
        /** Of each key the latest stays. */
        COMPACT("compact", false, true),
        /** Both. */
        COMPACT_AND_DELETE("compact,delete", true, true);

        private final String text;
        private final boolean deletes;
        private final boolean compacts;

        Cleanup(String text, boolean deletes, boolean compacts) {
            this.text = text;
            this.deletes = deletes;
            this.compacts = compacts;
        }

        /** As in a topic's settings. */
        public String text() {
            return text;
        }

        /** Whether retention applies. */
        public boolean deletes() {
            return deletes;
        }

        /** Whether the log is compacted. */
        public boolean compacts() {
            return compacts;
        }
    }

    /**
     * When a log is compacted.
     *
     * @param minDirtyRatio from 0 to 1: more of the log than this was not compacted yet
     * @param minLagMillis for how long a record is not compacted, in milliseconds
     * @param maxLagMillis after how long it is, whatever the ratio
     * @param tombstoneMillis for how long a tombstone stays once it was to be compacted
     */
    public record Compaction(double minDirtyRatio, long minLagMillis, long maxLagMillis, long tombstoneMillis) {
        /** Apache Kafka's defaults: half of the log, and tombstones for a day. */
        public static final Compaction DEFAULT = new Compaction(0.5, 0, Long.MAX_VALUE, 86_400_000L);
    }

    /** A broker's defaults; what it has no configuration for is as in Apache Kafka. */
    public static TopicConfig defaults(LogConfig log, int maxBatchBytes, Retention retention) {
        return new TopicConfig(
                log, maxBatchBytes, 1, retention, Timestamps.DEFAULT, Cleanup.DELETE, Compaction.DEFAULT);
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
        Compaction lags = config.compaction();
        if (lags.minLagMillis() > lags.maxLagMillis()) {
            throw invalid("topic setting 'min.compaction.lag.ms' is " + lags.minLagMillis()
                    + ", more than 'max.compaction.lag.ms', which is " + lags.maxLagMillis()
                    + ": lower the first or raise the second");
        }
        return config;
    }

    /**
     * How its logs are kept, given all settings: a segment is also closed when its records must be compacted, which those of the
     * segment that is written to are not.
     */
    public LogConfig effectiveLog() {
        Duration maxLag = Duration.ofMillis(compaction.maxLagMillis());
        return cleanup.compacts() && maxLag.compareTo(log.segmentAge()) < 0
                ? new LogConfig(log.segmentBytes(), maxLag)
                : log;
    }

    /** Refuses settings that are unknown or have a bad value with {@code INVALID_CONFIG}, which says what is allowed. */
    public static void check(Map<String, String> configs) {
        of(configs, defaults(LogConfig.DEFAULT, 1, Retention.DEFAULT));
    }

    static RequestException invalid(String message) {
        return new RequestException(ErrorCode.INVALID_CONFIG, message);
    }

    TopicConfig with(LogConfig newLog) {
        return new TopicConfig(newLog, maxBatchBytes, minInSync, retention, timestamps, cleanup, compaction);
    }

    TopicConfig with(Retention newRetention) {
        return new TopicConfig(log, maxBatchBytes, minInSync, newRetention, timestamps, cleanup, compaction);
    }

    TopicConfig with(Timestamps newTimestamps) {
        return new TopicConfig(log, maxBatchBytes, minInSync, retention, newTimestamps, cleanup, compaction);
    }

    TopicConfig withMaxBatchBytes(int bytes) {
        return new TopicConfig(log, bytes, minInSync, retention, timestamps, cleanup, compaction);
    }

    TopicConfig withMinInSync(int replicas) {
        return new TopicConfig(log, maxBatchBytes, replicas, retention, timestamps, cleanup, compaction);
    }

    TopicConfig with(Cleanup newCleanup) {
        return new TopicConfig(log, maxBatchBytes, minInSync, retention, timestamps, newCleanup, compaction);
    }

    TopicConfig with(Compaction newCompaction) {
        return new TopicConfig(log, maxBatchBytes, minInSync, retention, timestamps, cleanup, newCompaction);
    }
}
