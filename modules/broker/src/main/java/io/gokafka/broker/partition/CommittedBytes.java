package io.gokafka.broker.partition;

/**
 * Counts the bytes of a log that are committed, so that a reader who waits for many knows without reading when there can be so many.
 * It only grows, and may count some bytes early, but none late: what is in flight is noted in a few steps.
 *
 * <p>Threading: {@link #total} for any thread, the rest for one at a time.
 */
final class CommittedBytes {
    private static final int STEPS = 256;

    private final long[] baseOffsets = new long[STEPS];
    private final long[] totals = new long[STEPS];
    private int first;
    private int size;
    private long appended;
    private volatile long committed;

    /** The count; differences of it mean something, its value does not. */
    long total() {
        return committed;
    }

    /** A batch was appended. */
    void appended(long baseOffset, int bytes) {
        appended += bytes;
        if (size < STEPS) {
            int at = (first + size++) % STEPS;
            baseOffsets[at] = baseOffset;
            totals[at] = appended;
        } else {
            totals[(first + size - 1) % STEPS] = appended;
        }
    }

    /** What was in flight may be gone: it counts as if it were committed, so that nothing counts late. */
    void rewritten() {
        size = 0;
        committed = appended;
    }

    /** What stands below an offset is committed. */
    void committed(long highWatermark) {
        long total = committed;
        while (size > 0 && baseOffsets[first] < highWatermark) {
            total = totals[first];
            first = (first + 1) % STEPS;
            size--;
        }
        committed = total;
    }
}
