package io.gokafka.api.storage.support;

import io.gokafka.api.record.Hole;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryFilter;
import java.util.Optional;

/**
 * Makes of consecutive entries what a filter leaves of them: the batches that stay, and between them holes, as few as the terms allow.
 * For storages that compact; see {@link io.gokafka.api.storage.PartitionLog#rewrite}.
 *
 * <p>For one thread.
 *
 * @param <E> what writing may throw
 */
public final class EntrySieve<E extends Exception> {
    /** Takes what is left, in order. */
    public interface Sink<E extends Exception> {
        /** A batch that stays, or a hole with its base offset and term; its bytes are valid during the call. */
        void put(RecordBatch batch) throws E;
    }

    private final EntryFilter filter;
    private final Sink<E> sink;
    /** What was left out since the last entry that was kept. */
    private long heldEntries;

    private long heldOffsets;
    private long heldBase;
    private long heldTerm;

    /** A sieve that begins with any entry. */
    public EntrySieve(EntryFilter filter, Sink<E> sink) {
        this.filter = filter;
        this.sink = sink;
    }

    /**
     * Takes the next entry.
     *
     * @return whether something of it was left out
     * @throws IllegalArgumentException when the filter leaves what cannot be left of it
     */
    public boolean take(RecordBatch batch) throws E {
        if (batch.isHole()) {
            leaveOut(batch);
            return false;
        }
        Optional<RecordBatch> left = batch.takesOffsets() ? filter.keep(batch) : Optional.of(batch);
        if (left.isEmpty()) {
            leaveOut(batch);
            return true;
        }
        RecordBatch kept = checked(batch, left.get());
        finish();
        sink.put(kept);
        return kept != batch;
    }

    /** Hands out what is still held: after the last entry. */
    public void finish() throws E {
        if (heldEntries > 0) {
            RecordBatch hole = Hole.of(heldEntries, heldBase, heldOffsets, heldTerm);
            heldEntries = 0;
            heldOffsets = 0;
            sink.put(hole);
        }
    }

    private void leaveOut(RecordBatch batch) throws E {
        int entries = batch.entries();
        long offsets = batch.lastOffsetDelta() + 1L;
        if (heldTerm != batch.leaderEpoch() || heldEntries + entries > Hole.MAX || heldOffsets + offsets > Hole.MAX) {
            finish();
        }
        heldBase = heldEntries == 0 ? batch.baseOffset() : heldBase;
        heldTerm = batch.leaderEpoch();
        heldEntries += entries;
        heldOffsets += offsets;
    }

    /** A filter that moves an offset would break all that is built on them. */
    private static RecordBatch checked(RecordBatch batch, RecordBatch left) {
        if (left.baseOffset() != batch.baseOffset()
                || left.lastOffset() != batch.lastOffset()
                || left.leaderEpoch() != batch.leaderEpoch()
                || left.isHole()) {
            throw new IllegalArgumentException(left + " cannot be what is left of " + batch);
        }
        return left;
    }
}
