package io.gokafka.tck.storage;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
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
 * @param compacted the index that was noted of its compaction; nothing is truncated below it
 */
public record Replica(
        long firstIndex,
        long startOffset,
        long previousTerm,
        List<ByteBuffer> entries,
        long durable,
        Vote vote,
        Optional<Snapshot> snapshot,
        long compacted) {
    /** Of a store that was just made. */
    public static final Replica NEW = new Replica(1, 0, 0, List.of(), 0, Vote.NONE, Optional.empty(), 0);

    public Replica {
        entries = List.copyOf(entries);
    }

    /** Index of the last entry; {@code firstIndex - 1} when there is none. */
    public long lastIndex() {
        return indexOf(entries.size()) - 1;
    }

    /** Index of the entry at a place in {@link #entries}. */
    private long indexOf(int place) {
        return firstIndex
                + entries.subList(0, place).stream()
                        .mapToLong(entry -> RecordBatch.entriesAt(entry, entry.position()))
                        .sum();
    }

    /** Place of the entry that has an index; their number when it is not there. */
    private int placeOf(long index) {
        int place = 0;
        long next = firstIndex;
        while (place < entries.size()) {
            ByteBuffer entry = entries.get(place);
            next += RecordBatch.entriesAt(entry, entry.position());
            if (index < next) {
                break;
            }
            place++;
        }
        return place;
    }

    long endOffset() {
        return entries.isEmpty()
                ? startOffset
                : RecordBatch.at(entries.getLast().duplicate()).nextOffset();
    }

    long lastTerm() {
        return termBefore(entries.size());
    }

    /** Of the entry before a place. */
    private long termBefore(int place) {
        return place == 0
                ? previousTerm
                : RecordBatch.at(entries.get(place - 1).duplicate()).leaderEpoch();
    }

    private Replica with(long first, long offset, long term, List<ByteBuffer> now, long durableNow) {
        return new Replica(first, offset, term, now, durableNow, vote, snapshot, compacted);
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
        int place = placeOf(from);
        return place == entries.size()
                ? this
                : with(firstIndex, startOffset, previousTerm, entries.subList(0, place), indexOf(place) - 1);
    }

    Replica dropped(long first) {
        if (first <= firstIndex) {
            return this;
        }
        int place = placeOf(first);
        List<ByteBuffer> left = entries.subList(place, entries.size());
        long offset = left.isEmpty()
                ? endOffset()
                : RecordBatch.at(left.getFirst().duplicate()).baseOffset();
        long begin = indexOf(place);
        return with(begin, offset, termBefore(place), left, Math.max(durable, begin - 1));
    }

    /** With what a filter leaves of some entries. */
    Replica rewritten(long from, long to, EntryFilter filter) {
        int first = placeOf(from);
        int next = placeOf(to) + 1;
        List<InMemoryEntries.Entry> part = new ArrayList<>();
        long index = from;
        for (ByteBuffer entry : entries.subList(first, next)) {
            RecordBatch batch = RecordBatch.at(entry);
            part.add(InMemoryEntries.Entry.of(index, batch, false));
            index += batch.entries();
        }
        List<ByteBuffer> left = new ArrayList<>(entries.subList(0, first));
        new InMemoryRewrite(part, filter).left().forEach(entry -> left.add(ByteBuffer.wrap(entry.bytes())));
        left.addAll(entries.subList(next, entries.size()));
        return with(firstIndex, startOffset, previousTerm, left, durable);
    }

    Replica reset(long first, long offset, long term) {
        return with(first, offset, term, List.of(), first - 1).noted(0);
    }

    Replica noted(long index) {
        return new Replica(firstIndex, startOffset, previousTerm, entries, durable, vote, snapshot, index);
    }

    /** Index at which an entry ends that is durable, as near as possible below one; less than the first index when there is none. */
    long durableEndAt(long index) {
        int place = placeOf(Math.min(index, durable) + 1);
        return indexOf(place) - 1;
    }

    Replica voted(Vote now) {
        return new Replica(firstIndex, startOffset, previousTerm, entries, durable, now, snapshot, compacted);
    }

    Replica with(Snapshot now) {
        return new Replica(firstIndex, startOffset, previousTerm, entries, durable, vote, Optional.of(now), compacted);
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
        for (int place = 0; place < found.entries().size(); place++) {
            if (place == entries.size() || !found.entries().get(place).equals(entries.get(place))) {
                return Optional.of("its entry " + found.indexOf(place) + " is another one");
            }
        }
        if (!found.vote().equals(vote)) {
            return Optional.of("its vote is " + found.vote() + " instead of " + vote);
        }
        if (found.compacted() != compacted) {
            return Optional.of("it is compacted to " + found.compacted() + " instead of " + compacted);
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
        long index = bounds.firstIndex();
        try (LogSlice slice = store.log().readEntries(bounds.firstIndex(), bounds.lastIndex(), Integer.MAX_VALUE)) {
            for (RecordBatch batch : RecordBatches.in(slice.toBuffer())) {
                batch.verify();
                entries.add(batch.buffer());
                checkFound(store.log(), index, batch);
                index += batch.entries();
            }
        }
        Replica found = new Replica(
                bounds.firstIndex(),
                bounds.startOffset(),
                store.log().termAt(bounds.firstIndex() - 1),
                entries,
                bounds.durableIndex(),
                store.votes().load(),
                store.snapshots().load(),
                store.log().compactedIndex());
        if (found.lastIndex() != bounds.lastIndex()
                || found.durable() != found.lastIndex()
                || found.endOffset() != bounds.endOffset()
                || found.lastTerm() != bounds.lastTerm()) {
            throw new AssertionError("the log says " + bounds + " and has entries up to " + found.lastIndex());
        }
        return found;
    }

    private static void checkFound(PartitionLog log, long index, RecordBatch batch) {
        long last = index + batch.entries() - 1;
        Optional<EntryPosition> found = log.entryAtIndex(last);
        if (found.isEmpty()
                || found.get().index() != index
                || found.get().baseOffset() != batch.baseOffset()
                || log.termAt(last) != batch.leaderEpoch()) {
            throw new AssertionError(
                    "at index " + last + " it has " + found + " instead of " + batch + " from index " + index + " on");
        }
    }
}
