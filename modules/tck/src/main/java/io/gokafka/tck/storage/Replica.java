package io.gokafka.tck.storage;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Vote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a replica's store has: the model of the tests that end a process in the middle of its work. Immutable.
 *
 * @param firstIndex index of the first entry that is there, or would be
 * @param startOffset its base offset
 * @param previousTerm term of the entry before it
 * @param entries from the first index on, with their offsets; do not change them
 * @param durable index up to which they survive a crash
 * @param vote the stored vote
 * @param snapshot the stored snapshot
 */
public record Replica(
        long firstIndex,
        long startOffset,
        long previousTerm,
        List<ByteBuffer> entries,
        long durable,
        Vote vote,
        Optional<Snapshot> snapshot) {
    /** Of a store that was just made. */
    public static final Replica NEW = new Replica(1, 0, 0, List.of(), 0, Vote.NONE, Optional.empty());

    public Replica {
        entries = List.copyOf(entries);
    }

    /** Index of the last entry; {@code firstIndex - 1} when there is none. */
    public long lastIndex() {
        return firstIndex + entries.size() - 1;
    }

    long endOffset() {
        return entries.isEmpty()
                ? startOffset
                : RecordBatch.at(entries.getLast().duplicate()).nextOffset();
    }

    long lastTerm() {
        return termAt(lastIndex());
    }

    private long termAt(long index) {
        return index < firstIndex
                ? previousTerm
                : RecordBatch.at(entry(index).duplicate()).leaderEpoch();
    }

    private ByteBuffer entry(long index) {
        return entries.get((int) (index - firstIndex));
    }

    private Replica with(long first, long offset, long term, List<ByteBuffer> now, long durableNow) {
        return new Replica(first, offset, term, now, durableNow, vote, snapshot);
    }

    Replica appended(List<ByteBuffer> batches) {
        List<ByteBuffer> longer = new ArrayList<>(entries);
        long offset = endOffset();
        for (ByteBuffer batch : batches) {
            ByteBuffer copy = ByteBuffer.allocate(batch.remaining())
                    .put(batch.duplicate())
                    .flip();
            RecordBatch assigned = RecordBatch.at(copy.duplicate());
            assigned.assign(offset, assigned.leaderEpoch());
            offset = assigned.nextOffset();
            longer.add(copy);
        }
        return with(firstIndex, startOffset, previousTerm, longer, durable);
    }

    Replica synced() {
        return with(firstIndex, startOffset, previousTerm, entries, lastIndex());
    }

    Replica truncated(long from) {
        return from > lastIndex()
                ? this
                : with(firstIndex, startOffset, previousTerm, entries.subList(0, (int) (from - firstIndex)), from - 1);
    }

    Replica dropped(long first) {
        if (first <= firstIndex) {
            return this;
        }
        List<ByteBuffer> left = entries.subList((int) (first - firstIndex), entries.size());
        long offset = left.isEmpty()
                ? endOffset()
                : RecordBatch.at(left.getFirst().duplicate()).baseOffset();
        return with(first, offset, termAt(first - 1), left, Math.max(durable, first - 1));
    }

    Replica reset(long first, long offset, long term) {
        return with(first, offset, term, List.of(), first - 1);
    }

    Replica voted(Vote now) {
        return new Replica(firstIndex, startOffset, previousTerm, entries, durable, now, snapshot);
    }

    Replica with(Snapshot now) {
        return new Replica(firstIndex, startOffset, previousTerm, entries, durable, vote, Optional.of(now));
    }

    /** Why a store cannot be what a crash has left of this; empty when it can. */
    public Optional<String> differsFrom(Replica found) {
        if (found.firstIndex() != firstIndex
                || found.startOffset() != startOffset
                || found.previousTerm() != previousTerm) {
            return Optional.of("it begins at " + found.firstIndex() + ", offset " + found.startOffset()
                    + ", after term " + found.previousTerm() + " instead of " + firstIndex + ", " + startOffset + ", "
                    + previousTerm);
        }
        if (found.lastIndex() < durable || found.lastIndex() > lastIndex()) {
            return Optional.of("it ends with " + found.lastIndex() + ", not from " + durable + " to " + lastIndex());
        }
        for (long index = firstIndex; index <= found.lastIndex(); index++) {
            if (!found.entry(index).equals(entry(index))) {
                return Optional.of("its entry " + index + " is another one");
            }
        }
        if (!found.vote().equals(vote)) {
            return Optional.of("its vote is " + found.vote() + " instead of " + vote);
        }
        return found.snapshot().equals(snapshot)
                ? Optional.empty()
                : Optional.of("its snapshot is " + found.snapshot() + " instead of " + snapshot);
    }

    /**
     * What a store that was just opened has.
     *
     * @throws AssertionError when not all of it is durable, or the log's bounds are not those of its entries
     */
    public static Replica of(ReplicaStore store) {
        LogBounds bounds = store.log().bounds();
        List<ByteBuffer> entries = new ArrayList<>();
        try (LogSlice slice = store.log().readEntries(bounds.firstIndex(), bounds.lastIndex(), Integer.MAX_VALUE)) {
            for (RecordBatch batch : RecordBatches.in(slice.toBuffer())) {
                batch.verify();
                entries.add(batch.buffer());
            }
        }
        Replica found = new Replica(
                bounds.firstIndex(),
                bounds.startOffset(),
                store.log().termAt(bounds.firstIndex() - 1),
                entries,
                bounds.durableIndex(),
                store.votes().load(),
                store.snapshots().load());
        if (found.lastIndex() != bounds.lastIndex()
                || found.durable() != found.lastIndex()
                || found.endOffset() != bounds.endOffset()
                || found.lastTerm() != bounds.lastTerm()) {
            throw new AssertionError("the log says " + bounds + " and has " + entries.size() + " entries");
        }
        return found;
    }
}
