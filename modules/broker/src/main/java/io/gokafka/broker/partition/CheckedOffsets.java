package io.gokafka.broker.partition;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which part of a log was appended or read and found good a short while ago: it is still in memory, most likely, and is not checked
 * again. After {@link #REMEMBERED} all is forgotten, as memory makes room and what is read next may come from the disk.
 *
 * <p>Bounded: of more than {@link #MOST} ranges the lowest is forgotten. Threading: safe for use by several threads.
 */
final class CheckedOffsets {
    static final Duration REMEMBERED = Duration.ofMinutes(10);
    static final int MOST = 64;

    private final InstantSource clock;
    /** First offset to the offset after the last; they neither meet nor overlap. */
    private final NavigableMap<Long, Long> ranges = new TreeMap<>();

    private Instant since;
    private long appendedFrom;

    /** @param endOffset the log's end: what comes later is checked before it is appended */
    CheckedOffsets(InstantSource clock, long endOffset) {
        this.clock = clock;
        this.since = clock.instant();
        this.appendedFrom = endOffset;
    }

    /**
     * A part of a log that is to be read.
     *
     * @param end where it ends: all of it is good, or none of it known to be
     */
    record Part(boolean good, long end) {}

    /** The part that begins at an offset. */
    synchronized Part at(long offset, long endOffset) {
        if (clock.instant().isAfter(since.plus(REMEMBERED))) {
            since = clock.instant();
            appendedFrom = endOffset;
            ranges.clear();
        }
        if (offset >= appendedFrom) {
            return new Part(true, Long.MAX_VALUE);
        }
        Map.Entry<Long, Long> here = ranges.floorEntry(offset);
        if (here != null && here.getValue() > offset) {
            return new Part(true, here.getValue());
        }
        Long next = ranges.higherKey(offset);
        return new Part(false, next == null ? appendedFrom : Math.min(next, appendedFrom));
    }

    /** Offsets are good, from the first one to before {@code end}. */
    synchronized void add(long first, long end) {
        Map.Entry<Long, Long> before = ranges.floorEntry(first);
        long from = before != null && before.getValue() >= first ? before.getKey() : first;
        long to = end;
        for (Map.Entry<Long, Long> next = ranges.ceilingEntry(from);
                next != null && next.getKey() <= to;
                next = ranges.ceilingEntry(from)) {
            to = Math.max(to, next.getValue());
            ranges.remove(next.getKey());
        }
        ranges.put(from, to);
        if (ranges.size() > MOST) {
            ranges.pollFirstEntry();
        }
    }
}
