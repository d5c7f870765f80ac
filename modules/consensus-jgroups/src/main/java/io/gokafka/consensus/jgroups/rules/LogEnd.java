package io.gokafka.consensus.jgroups.rules;

import java.util.Comparator;

/**
 * Where a log ends. The greater of two is the more up to date (Raft, section 5.4.1).
 *
 * @param term term of the last entry, 0 for a log that never had one
 * @param index its index
 */
public record LogEnd(long term, long index) implements Comparable<LogEnd> {
    private static final Comparator<LogEnd> ORDER =
            Comparator.comparingLong(LogEnd::term).thenComparingLong(LogEnd::index);

    /** Whether the log never had an entry. */
    public boolean isOfNewLog() {
        return index == 0;
    }

    @Override
    public int compareTo(LogEnd other) {
        return ORDER.compare(this, other);
    }
}
