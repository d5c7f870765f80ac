package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.time.Duration;
import java.util.List;

/** What a broker refuses, and how long it waits. */
public final class LimitKeys {
    public static final ConfigKey<Long> MAX_RECORD_BYTES = ConfigKey.bytes(
            "max-record-bytes",
            "1048588",
            1 << 10,
            32 << 20,
            "The largest record batch that is accepted, after compression: 1 MiB and its framing, as Apache Kafka's"
                    + " message.max.bytes. A single record cannot be larger either.");

    public static final ConfigKey<Long> MAX_REQUEST_BYTES = ConfigKey.bytes(
            "max-request-bytes",
            "16MiB",
            64 << 10,
            256 << 20,
            "The largest request that is read into memory. It leaves room for a batch of max-record-bytes and 16 KiB of"
                    + " request around it.");

    public static final ConfigKey<Duration> SHUTDOWN_TIMEOUT = ConfigKey.duration(
            "shutdown-timeout",
            "10s",
            Duration.ZERO,
            Duration.ofMinutes(5),
            "How long a broker that is stopped takes at most to hand its partitions' leadership to other brokers.");

    /** What a request needs around its batch. */
    static final long REQUEST_OVERHEAD_BYTES = 16 << 10;

    private LimitKeys() {}

    /** All keys of this class, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return List.of(MAX_RECORD_BYTES, MAX_REQUEST_BYTES, SHUTDOWN_TIMEOUT);
    }
}
