package io.gokafka.broker.partition;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The first offset of a log that clients see: that of the last {@link io.gokafka.api.record.LogStart} that is committed. Those that
 * are appended and not committed wait here. It never goes back.
 *
 * <p>Threading: {@link #offset} for any thread, the rest for one at a time.
 */
final class LogStartMark {
    private record Pending(long index, long offset) {}

    private final Deque<Pending> pending = new ArrayDeque<>();
    private volatile long offset;

    /** The offset now. */
    long offset() {
        return offset;
    }

    /** An entry says so, and is not known to be committed. */
    void appended(long index, long newOffset) {
        pending.addLast(new Pending(index, newOffset));
    }

    /** What is appended and not committed may be gone. */
    void forgetPending() {
        pending.clear();
    }

    /** A snapshot says so, which is of what is committed. */
    void restored(long newOffset) {
        offset = Math.max(offset, newOffset);
    }

    /** Entries up to an index are committed; says whether that moves the offset. */
    boolean committed(long index) {
        long before = offset;
        while (!pending.isEmpty() && pending.getFirst().index() <= index) {
            restored(pending.removeFirst().offset());
        }
        return offset > before;
    }
}
