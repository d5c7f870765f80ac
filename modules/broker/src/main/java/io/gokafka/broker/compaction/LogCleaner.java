package io.gokafka.broker.compaction;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RawRecord;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compacts one log, in rounds. A round reads what was not compacted yet, as much as there is memory to remember the keys of; then it
 * rewrites the log from its start to there, and notes that. It can be cut short anywhere: what it has rewritten by then is right, and
 * the next round begins where the last one was noted.
 *
 * <p>What comes of it does not depend on how many rounds there are, for a record goes only when a later one of its key is there or its
 * time is over, and neither changes: see {@code docs/compaction.md}.
 *
 * <p>Threading: for one thread.
 */
public final class LogCleaner {
    private static final int READ_BYTES = 1 << 20;

    /** As many producers as a partition remembers. */
    private static final int MAX_PRODUCERS = 10_000;

    private final PartitionLog log;
    private final KeyHash hash;
    private final Limits limits;
    private final BooleanSupplier stopped;

    /**
     * What a cleaner may take.
     *
     * @param keyBytes memory for the keys of a round
     * @param segmentBytes segments that are not more than this together become one
     * @param disk whether so many bytes may be written beside what is there
     */
    public record Limits(long keyBytes, long segmentBytes, LongPredicate disk) {}

    /** It was told to stop. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("compaction was stopped", null, false, false);
        }
    }

    /** A cleaner of a log; it stops soon when it is told to, with nothing lost. */
    public LogCleaner(PartitionLog log, Limits limits, BooleanSupplier stopped) {
        this(log, KeyHash.md5(), limits, stopped);
    }

    LogCleaner(PartitionLog log, KeyHash hash, Limits limits, BooleanSupplier stopped) {
        this.log = log;
        this.hash = hash;
        this.limits = limits;
        this.stopped = stopped;
    }

    /**
     * Compacts the log up to a mark, or as far as one round comes.
     *
     * @param mark of which the log has all below {@code toIndex}
     * @param toIndex the last entry that may be touched: committed, durable, in the snapshot, and not in the active segment; where an
     *     entry ends
     * @return whether another round is needed; false as well when it was stopped, or the disk has no space for the next step
     * @throws CorruptLogException when an entry is damaged
     * @throws io.gokafka.api.storage.StorageException when reading or writing fails; the log is as before, or better
     */
    public boolean round(CompactionMark mark, long toIndex) {
        try {
            Round round = new Round(mark, toIndex);
            round.survey();
            round.rewrite();
            return log.compactedIndex() < toIndex;
        } catch (Stopped | OffsetOutOfRangeException stoppedOrBeginsLater) {
            return false;
        }
    }

    /**
     * Whether the disk has space for any step of a round: asked before, for a round reads much before it writes anything.
     *
     * @param toIndex as for {@link #round}
     */
    public boolean hasSpace(long toIndex) {
        return groups(toIndex).stream().mapToLong(SegmentGroups.Group::bytes).max().stream()
                .allMatch(limits.disk());
    }

    private List<SegmentGroups.Group> groups(long toIndex) {
        return SegmentGroups.of(log.segments(), toIndex, limits.segmentBytes());
    }

    private void checkStopped() {
        if (stopped.getAsBoolean()) {
            throw new Stopped();
        }
    }

    /** What one round knows. */
    private final class Round {
        private final CompactionMark mark;
        private final LatestOffsets latest;
        private final LastBatches producers;
        private final long firstDirty;
        private final long toIndex;
        /** Where the round ends. */
        private long lastIndex;

        private long endOffset;

        Round(CompactionMark mark, long toIndex) {
            this.mark = mark;
            this.toIndex = toIndex;
            this.firstDirty = log.compactedIndex() + 1;
            this.producers = new LastBatches(mark.producersFrom(), MAX_PRODUCERS);
            long dirtyOffset = log.entryAtIndex(firstDirty)
                    .map(entry -> entry.baseOffset())
                    .orElse(log.bounds().startOffset());
            this.latest = LatestOffsets.of(hash, limits.keyBytes(), Math.max(0, mark.upTo() - dirtyOffset));
        }

        /** Reads what was not compacted for its keys, and that and what is before it for producers that are remembered. */
        void survey() {
            long firstProducer =
                    log.entryAtOffset(mark.producersFrom()).map(e -> e.index()).orElse(0L);
            lastIndex = Math.max(log.bounds().firstIndex(), Math.min(firstProducer, firstDirty)) - 1;
            boolean hasRoom = true;
            while (hasRoom && lastIndex < toIndex) {
                EntryRun run = EntryRun.read(log, lastIndex + 1, toIndex, READ_BYTES);
                lastIndex = run.firstIndex() - 1;
                for (RecordBatch batch : run.batches()) {
                    checkStopped();
                    hasRoom = survey(batch, lastIndex + batch.entries() >= firstDirty);
                    if (!hasRoom) {
                        break;
                    }
                    lastIndex += batch.entries();
                    endOffset = batch.nextOffset();
                }
            }
        }

        /** Returns false when there is no room for its keys: then the round ends before it. */
        private boolean survey(RecordBatch batch, boolean dirty) {
            if (!batch.crcMatches()) {
                throw new CorruptLogException("entry with " + batch + " is damaged: its checksum is wrong");
            }
            if (!CompactionRules.isCompacted(batch)) {
                return true;
            }
            if (dirty && batch.recordCount() > 0 && !noteKeys(batch)) {
                return false;
            }
            producers.note(batch);
            return true;
        }

        private boolean noteKeys(RecordBatch batch) {
            boolean isFirst = latest.size() == 0;
            try {
                for (RawRecord record : KeyedRecords.of(batch)) {
                    if (!note(record.offset(), record.key(), isFirst)) {
                        return false;
                    }
                }
            } catch (InvalidBatchException unreadable) {
                return true; // it stays, and replaces nothing
            }
            return true;
        }

        /** The first batch of a round finds room, whatever it needs: else there would be no end. */
        private boolean note(long offset, @Nullable ByteBuffer key, boolean always) {
            if (key == null || latest.put(key, offset)) {
                return true;
            }
            if (always) {
                latest.grow();
                return note(offset, key, true);
            }
            return false;
        }

        void rewrite() {
            CompactionRules rules = new CompactionRules(mark.within(endOffset), latest, producers);
            for (SegmentGroups.Group group : groups(lastIndex)) {
                checkStopped();
                rewrite(group, rules);
            }
            log.noteCompacted(lastIndex);
        }

        private void rewrite(SegmentGroups.Group group, CompactionRules rules) {
            if (!limits.disk().test(group.bytes())) {
                throw new Stopped(); // somebody else has used the space meanwhile
            }
            try {
                var _ = log.rewrite(group.firstIndex(), group.lastIndex(), batch -> {
                    checkStopped();
                    return rules.keep(batch);
                });
            } catch (IllegalArgumentException e) {
                if (groups(lastIndex).contains(group)) {
                    throw e;
                }
                throw new Stopped(); // the log begins elsewhere now: another round will see what there is
            }
        }
    }
}
