package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.consensus.Durability;
import java.time.Duration;
import java.util.List;

/** How logs are written. */
public final class LogKeys {
    public static final ConfigKey<Durability> DURABILITY = ConfigKey.choice(
            "durability",
            Durability.SYNC,
            "sync: every replica has a record on its disk before it acknowledges it. os: the operating system's page"
                    + " cache is enough, as in Apache Kafka's default; a power failure of a majority of the replicas then"
                    + " loses what was not written yet.");

    public static final ConfigKey<Long> SEGMENT_BYTES = ConfigKey.bytes(
            "segment-bytes",
            "256MiB",
            1 << 20,
            1 << 30,
            "A log is kept in segments. One is closed when a batch would make it larger than this.");

    public static final ConfigKey<Duration> SEGMENT_AGE = ConfigKey.duration(
            "segment-age",
            "7d",
            Duration.ofMinutes(1),
            Duration.ofDays(3650),
            "A segment is also closed by a batch that is so much younger than the segment's first one.");

    private LogKeys() {}

    /** All keys of this class, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return List.of(DURABILITY, SEGMENT_BYTES, SEGMENT_AGE);
    }
}
