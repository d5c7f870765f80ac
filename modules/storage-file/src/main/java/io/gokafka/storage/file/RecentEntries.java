package io.gokafka.storage.file;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last entries of a log. Most reads are there: followers and consumers that keep up are a few entries behind.
 *
 * <p>Safe for use by several threads, without locks: the appending one adds, others look up.
 */
final class RecentEntries {
    private static final int CAPACITY = 64;

    private final AtomicReferenceArray<@Nullable Located> ring = new AtomicReferenceArray<>(CAPACITY);

    void add(Located located) {
        ring.set(slot(located.entry().index()), located);
    }

    Optional<Located> atIndex(long index) {
        Located located = index < 0 ? null : ring.get(slot(index));
        return located != null && located.entry().index() == index ? Optional.of(located) : Optional.empty();
    }

    /** The entry that contains an offset, in a log that ends with an index. */
    Optional<Located> atOffset(long offset, long lastIndex) {
        long low = Math.max(0, lastIndex - CAPACITY + 1);
        long high = lastIndex;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            Optional<Located> found = atIndex(middle);
            if (found.isEmpty()) {
                // Not that far back, or overwritten since: older ones are missing too.
                low = middle + 1;
            } else if (offset < found.get().entry().baseOffset()) {
                high = middle - 1;
            } else if (offset >= found.get().entry().nextOffset()) {
                low = middle + 1;
            } else {
                return found;
            }
        }
        return Optional.empty();
    }

    private static int slot(long index) {
        return (int) (index & (CAPACITY - 1));
    }
}
