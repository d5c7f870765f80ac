package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Quantities;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** What is deleted or compacted, and when. */
public final class RetentionKeys {
    private static final String NONE = "none";

    /** Milliseconds; -1 for no limit. */
    public static final ConfigKey<Long> RETENTION_TIME = new ConfigKey<>(
            "retention-time",
            "7d",
            "none, or a time span of 1ms or more",
            "A segment of a log is deleted when its newest record is older than this, unless its topic has retention.ms.",
            text -> limit(text, span -> Quantities.duration(span).toMillis()));

    /** Bytes; -1 for no limit. */
    public static final ConfigKey<Long> RETENTION_BYTES = new ConfigKey<>(
            "retention-bytes",
            NONE,
            "none, or 0 bytes or more",
            "The oldest segments of a partition are deleted while the others have so many bytes, unless its topic has"
                    + " retention.bytes.",
            text -> limit(text, Quantities::bytes));

    public static final ConfigKey<Duration> CHECK_INTERVAL = ConfigKey.duration(
            "retention-check-interval",
            "5m",
            Duration.ofMillis(100),
            Duration.ofDays(1),
            "How often a partition's leader looks for segments to delete or to compact.");

    public static final ConfigKey<Duration> PRODUCER_ID_EXPIRATION = ConfigKey.duration(
            "producer-id-expiration",
            "1d",
            Duration.ofSeconds(1),
            Duration.ofDays(365),
            "A partition forgets an idempotent producer that has sent it nothing for so long; what it sends then is taken as"
                    + " a beginning.");

    public static final ConfigKey<Long> COMPACTION_MEMORY = ConfigKey.bytes(
            "compaction-memory",
            "64MiB",
            1 << 20,
            4L << 30,
            "Memory to remember keys in while a log is compacted, 32 bytes a key. With more keys than that, it takes more than"
                    + " one round.");

    private RetentionKeys() {}

    private static long limit(String text, ToLongFunction<String> quantity) {
        if (text.equals(NONE)) {
            return -1;
        }
        long value = quantity.applyAsLong(text);
        if (value < 0) {
            throw new IllegalArgumentException("'" + text + "' is out of range");
        }
        return value;
    }

    /** All keys of this class, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return List.of(RETENTION_TIME, RETENTION_BYTES, CHECK_INTERVAL, PRODUCER_ID_EXPIRATION, COMPACTION_MEMORY);
    }
}
