package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.record.Hole;
import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a follower was sent, without what it has already. A {@linkplain Hole hole} may have to be taken in part: the follower has the
 * entries of its beginning, as they were before the leader compacted them, or as a hole of its own.
 *
 * <p>For one thread.
 */
final class Fresh {
    /** Whether the follower has an entry of a term at an index. */
    interface Known {
        boolean has(long index, long term);
    }

    private final List<RecordBatch> batches;
    private int next;
    private long firstIndex;
    /** How many entries of the next batch the follower has. */
    private long skipped;

    private Fresh(List<RecordBatch> batches, long firstIndex, long skipped) {
        this.batches = batches;
        this.firstIndex = firstIndex;
        this.skipped = skipped;
    }

    /**
     * What follows an index; empty when the batches do not have as many entries as the sender says, so that something is missing.
     *
     * @param count number of entries; the first batch may have more, before them, when it is a hole
     */
    static Optional<Fresh> of(long prevIndex, long count, List<RecordBatch> batches) {
        long entries = 0;
        for (RecordBatch batch : batches) {
            entries += batch.entries();
        }
        long before = entries - count;
        boolean whole =
                before == 0 || (before > 0 && before < batches.getFirst().entries());
        return whole ? Optional.of(new Fresh(batches, prevIndex + 1, before)) : Optional.empty();
    }

    /** Leaves out what is there, up to the first entry that is not. */
    void skipWhile(Known known) {
        boolean all = true;
        while (all && !isEmpty()) {
            long left = batches.get(next).entries() - skipped;
            long had = countOf(known, left, batches.get(next).leaderEpoch());
            all = had == left;
            firstIndex += had;
            skipped = all ? 0 : skipped + had;
            next += all ? 1 : 0;
        }
    }

    /** How many of the next entries of a term are there. Terms never fall, so those that are come first. */
    private long countOf(Known known, long left, long term) {
        long low = 0;
        long high = left;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (known.has(firstIndex + middle - 1, term)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    boolean isEmpty() {
        return next == batches.size();
    }

    /** Bytes of what is left, but for the group's own entries. */
    int recordBytes() {
        int bytes = 0;
        for (RecordBatch batch : batches.subList(next, batches.size())) {
            bytes += batch.takesOffsets() ? batch.sizeInBytes() : 0;
        }
        return bytes;
    }

    /** Index of the first entry that is left. */
    long firstIndex() {
        return firstIndex;
    }

    /**
     * The batches to append to a log that ends with an offset.
     *
     * @throws InvariantBroken when they do not follow it: the leader's log is another one
     */
    List<ByteBuffer> from(long endOffset) {
        List<ByteBuffer> fresh = new ArrayList<>(batches.size() - next);
        long offset = endOffset;
        for (RecordBatch batch : batches.subList(next, batches.size())) {
            RecordBatch rest = fresh.isEmpty() && skipped > 0 ? rest(batch, offset) : batch;
            if (rest.baseOffset() != offset) {
                throw new InvariantBroken("the leader has " + batch + " where this replica has offset " + offset);
            }
            offset = rest.nextOffset();
            fresh.add(rest.buffer());
        }
        return fresh;
    }

    /** What is left of a hole: where it begins, this follower alone knows. */
    private RecordBatch rest(RecordBatch hole, long offset) {
        if (offset < hole.baseOffset() || offset >= hole.nextOffset()) {
            throw new InvariantBroken("the leader has the hole " + hole + " where this replica has offset " + offset);
        }
        return Hole.of(hole.entries() - skipped, offset, hole.nextOffset() - offset, hole.leaderEpoch());
    }
}
