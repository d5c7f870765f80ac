package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.SnapshotCheck;
import io.gokafka.consensus.jgroups.rules.AppendCheck;
import io.gokafka.consensus.jgroups.rules.LogEnd;
import io.gokafka.consensus.jgroups.wire.VotersValue;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a replica knows of its log: extent, what is durable, what is committed, who the voters are. The log changes through
 * here only. For the group's thread.
 */
final class Book implements AppendCheck.LogView {
    private record End(long index, long nextOffset) {}

    private final PartitionLog log;
    private final LogVoters logVoters;
    /** Ends of the entries that are not committed, so that a commit needs no reading. */
    private final Deque<End> uncommitted = new ArrayDeque<>();

    private LogBounds bounds;
    private long durable;
    private long commit;
    private long highWatermark;
    private List<BrokerId> voters;

    /** @throws CorruptLogException when the snapshot is missing that has what was dropped from the log */
    Book(PartitionLog log, LogVoters logVoters, Optional<Snapshot> snapshot) {
        this.log = log;
        this.logVoters = logVoters;
        bounds = log.bounds();
        SnapshotCheck.gap(bounds, snapshot).ifPresent(gap -> {
            throw new CorruptLogException(gap);
        });
        durable = bounds.durableIndex();
        commit = committedAtStart(snapshot);
        highWatermark = nextOffsetOf(commit);
        voters = logVoters.latest();
    }

    /**
     * Only what is committed is ever dropped or in a snapshot. But a leader's snapshot may stand beside a log that was to
     * begin anew and did not, because of a crash: what that has may be anything.
     */
    private long committedAtStart(Optional<Snapshot> snapshot) {
        long dropped = bounds.firstIndex() - 1;
        return snapshot.filter(s -> s.index() > dropped && termAt(s.index()) == s.term())
                .map(Snapshot::index)
                .orElse(dropped);
    }

    @Override
    public long firstIndex() {
        return bounds.firstIndex();
    }

    @Override
    public long lastIndex() {
        return bounds.lastIndex();
    }

    @Override
    public long termAt(long index) {
        return index == bounds.lastIndex() ? bounds.lastTerm() : log.termAt(index);
    }

    @Override
    public long firstIndexOfTermAt(long index) {
        long first = bounds.firstIndex();
        for (TermStart start : log.terms()) {
            if (start.index() <= index) {
                first = start.index();
            }
        }
        return first;
    }

    LogBounds bounds() {
        return bounds;
    }

    LogEnd end() {
        return new LogEnd(bounds.lastTerm(), bounds.lastIndex());
    }

    long endOffset() {
        return bounds.endOffset();
    }

    long durable() {
        return durable;
    }

    long commit() {
        return commit;
    }

    long highWatermark() {
        return highWatermark;
    }

    List<BrokerId> voters() {
        return voters;
    }

    /** Appends batches that have their term; their base offsets are set. */
    void append(List<ByteBuffer> batches) {
        long index = bounds.lastIndex();
        bounds = log.append(index + 1, batches);
        for (ByteBuffer bytes : batches) {
            RecordBatch batch = RecordBatch.at(bytes);
            index += batch.entries();
            uncommitted.addLast(new End(index, batch.nextOffset()));
            VotersValue.of(batch).ifPresent(v -> voters = v); // in force when appended (Raft dissertation, 4.1)
        }
    }

    /** Takes back entries that no majority has. */
    void truncate(long fromIndex, LogSyncer syncer) {
        if (fromIndex <= commit) {
            throw new InvariantBroken("the leader's log differs at index " + fromIndex
                    + " from this replica's, which is" + " committed up to " + commit);
        }
        syncer.quiesce();
        log.truncateSuffix(fromIndex);
        bounds = log.bounds();
        durable = Math.min(durable, bounds.lastIndex());
        while (!uncommitted.isEmpty() && uncommitted.getLast().index() >= fromIndex) {
            uncommitted.removeLast();
        }
        voters = logVoters.latest();
    }

    /** Begins anew at the start of a leader's log. */
    void reset(long firstIndex, long startOffset, long previousTerm, LogSyncer syncer) {
        if (commit >= firstIndex) {
            throw new InvariantBroken("the leader's log begins at index " + firstIndex
                    + ", but this replica is committed" + " up to " + commit + " and shares nothing with it");
        }
        syncer.quiesce();
        log.reset(firstIndex, startOffset, previousTerm);
        bounds = log.bounds();
        durable = bounds.lastIndex();
        uncommitted.clear();
        commit = firstIndex - 1;
        highWatermark = startOffset;
        voters = logVoters.latest();
    }

    void dropPrefix(long firstIndex) {
        log.dropPrefix(firstIndex);
        bounds = log.bounds();
    }

    /** A sync has ended. */
    void durableUpTo(long index) {
        durable = Math.max(durable, Math.min(index, bounds.lastIndex()));
    }

    /** Moves the commit index forward; says whether it moved. */
    boolean commitTo(long index) {
        if (index <= commit) {
            return false;
        }
        highWatermark = nextOffsetOf(index);
        commit = index;
        return true;
    }

    /** The voters as of an index. */
    List<BrokerId> votersAt(long index) {
        long term = termAt(index);
        return term == bounds.lastTerm() ? voters : logVoters.ofTerm(term);
    }

    /** The offset after an entry; that after the hole, if the entry is in one: all of that is committed, or it would be none. */
    long nextOffsetOf(long index) {
        while (!uncommitted.isEmpty() && uncommitted.getFirst().index() < index) {
            uncommitted.removeFirst();
        }
        if (!uncommitted.isEmpty() && uncommitted.getFirst().index() == index) {
            return uncommitted.getFirst().nextOffset();
        }
        if (index == bounds.lastIndex()) {
            return bounds.endOffset();
        }
        if (index == bounds.firstIndex() - 1) {
            return bounds.startOffset();
        }
        return log.entryAtIndex(index)
                .map(EntryPosition::nextOffset)
                .orElseThrow(() -> new InvariantBroken("the log has no entry at index " + index));
    }
}
