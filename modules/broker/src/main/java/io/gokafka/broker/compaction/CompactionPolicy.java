package io.gokafka.broker.compaction;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.broker.topic.TopicConfig.Compaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides on the leader when a log is to be compacted, and up to where, as Apache Kafka does: whole segments that nothing is added to
 * any more, once there is enough in them that was not compacted, or it is too old. Pure.
 */
public final class CompactionPolicy {
    private CompactionPolicy() {}

    /**
     * A log as its leader sees it.
     *
     * @param segments oldest first
     * @param start the first offset that clients see
     * @param highWatermark the offset after what is committed
     * @param heldByAll the offset below which every replica has all entries
     * @param oldestDirty when the oldest record was made that no mark covers, milliseconds since 1970; -1 when that is not known
     */
    public record View(List<LogSegment> segments, long start, long highWatermark, long heldByAll, long oldestDirty) {
        public View {
            segments = List.copyOf(segments);
        }
    }

    /**
     * The next mark; empty when it is not time for one.
     *
     * @param now milliseconds since 1970
     * @param producersKept how long a silent producer is remembered
     */
    public static Optional<CompactionMark> next(
            View log, CompactionHistory history, Compaction config, Duration producersKept, long now) {
        long marked = Math.max(history.mark().upTo(), log.start());
        long clean = 0;
        long dirty = 0;
        long upTo = marked;
        for (LogSegment segment : log.segments()) {
            if (segment.nextOffset() <= marked) {
                clean += segment.nextOffset() > log.start() ? segment.sizeInBytes() : 0;
            } else if (canCompact(segment, log.highWatermark(), config.minLagMillis(), now)) {
                dirty += segment.sizeInBytes();
                upTo = segment.nextOffset();
            } else {
                break;
            }
        }
        boolean overdue = log.oldestDirty() >= 0 && now - log.oldestDirty() > config.maxLagMillis();
        if (upTo == marked || !(overdue || dirty > config.minDirtyRatio() * (clean + dirty))) {
            return Optional.empty();
        }
        // A replica that has not got a tombstone yet would keep what it deletes for ever if it were not given it.
        long tombstones = Math.min(log.heldByAll(), history.coveredAt(now - config.tombstoneMillis()));
        long producers = history.coveredAt(now - producersKept.toMillis());
        return Optional.of(new CompactionMark(upTo, Math.min(upTo, tombstones), Math.min(upTo, producers), now)
                .after(history.mark()));
    }

    private static boolean canCompact(LogSegment segment, long highWatermark, long minLag, long now) {
        boolean tooNew = minLag > 0 && segment.maxTimestamp() > now - minLag;
        return !segment.active() && segment.nextOffset() <= highWatermark && !tooNew;
    }
}
