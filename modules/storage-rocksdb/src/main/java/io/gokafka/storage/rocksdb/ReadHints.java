package io.gokafka.storage.rocksdb;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where reads ended, as most readers go on there: they need no look-up. A few readers of a log at a time are
 * remembered; more of them forget each other.
 *
 * <p>Safe for use by several threads.
 */
final class ReadHints {
    private record Hint(long epoch, long offset, long index) {}

    private static final int SIZE = 8;

    private final AtomicReferenceArray<@Nullable Hint> hints = new AtomicReferenceArray<>(SIZE);

    /** A read under an epoch ended before an offset and an index. */
    void endedBefore(long epoch, long offset, long index) {
        hints.setPlain(place(offset), new Hint(epoch, offset, index));
    }

    /** The index at which the read of an offset has to begin; an entry without offsets may stand there. */
    OptionalLong indexOf(long epoch, long offset) {
        Hint hint = hints.getPlain(place(offset));
        return hint != null && hint.epoch() == epoch && hint.offset() == offset
                ? OptionalLong.of(hint.index())
                : OptionalLong.empty();
    }

    private static int place(long offset) {
        return (int) ((offset * 0x9E3779B97F4A7C15L) >>> 61);
    }
}
