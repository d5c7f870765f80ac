package io.gokafka.api.storage;

import java.time.Duration;

/**
 * How a log is kept; a storage that has no segments may take these as hints.
 *
 * @param segmentBytes a segment is closed when a batch would make it larger than this; 1 MiB or more, except in tests
 * @param segmentAge a segment is closed when its first batch is older than this at an append
 */
public record LogConfig(long segmentBytes, Duration segmentAge) {
    /** 256 MiB and seven days. */
    public static final LogConfig DEFAULT = new LogConfig(256L << 20, Duration.ofDays(7));
}
