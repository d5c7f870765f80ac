package io.gokafka.api.storage;

import java.time.Duration;

/**
 * How a log is kept; a storage that has no segments may take these as hints.
 *
 * @param segmentBytes a segment is closed when a batch would make it larger than this; 1 MiB or more, except in tests
 * @param segmentAge a segment is closed at an append of a batch that is so much younger than the segment's first one. What counts
 *     is the batches' highest timestamps, unless they are in the future or missing: then, the time of the append. So a replica that
 *     catches up has the segments that its leader has, and so has one that was restarted
 */
public record LogConfig(long segmentBytes, Duration segmentAge) {
    /** 256 MiB and seven days. */
    public static final LogConfig DEFAULT = new LogConfig(256L << 20, Duration.ofDays(7));
}
