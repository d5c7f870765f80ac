package io.gokafka.storage.file;

import io.gokafka.api.record.Hole;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.support.RollRule;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Fills a segment with what is left of others. What was left out becomes holes: as few as the terms allow.
 *
 * <p>For one thread. The segment belongs to no log until it is {@linkplain #finish finished}.
 */
final class SegmentWriter {
    private final Segment target;
    private final SparseIndex index;
    private final ByteBuffer gathered;
    private final long firstTime;
    /** Where the next entry goes; its position counts what is gathered too. */
    private Place place;

    private long maxTimestamp = SegmentInfo.NO_TIMESTAMP;
    /** What was left out since the last entry that was kept. */
    private long heldEntries;

    private long heldOffsets;
    private long heldTerm;

    /**
     * A writer.
     *
     * @param target an empty one
     * @param index of the target
     * @param firstTime see {@link RollRule}
     * @param gathered for the writer alone until it is finished
     */
    SegmentWriter(Segment target, SparseIndex index, long firstTime, ByteBuffer gathered) {
        this.target = target;
        this.index = index;
        this.firstTime = firstTime;
        this.gathered = gathered;
        this.place = target.start();
    }

    /** Adds an entry as it is. */
    void keep(RecordBatch batch) throws IOException {
        fillHole();
        put(batch);
    }

    /** Leaves one out. */
    void leaveOut(RecordBatch batch) throws IOException {
        int entries = batch.entries();
        long offsets = batch.lastOffsetDelta() + 1L;
        if (heldEntries > 0
                && (heldTerm != batch.leaderEpoch()
                        || heldEntries + entries > Hole.MAX
                        || heldOffsets + offsets > Hole.MAX)) {
            fillHole();
        }
        heldTerm = batch.leaderEpoch();
        heldEntries += entries;
        heldOffsets += offsets;
    }

    /** Makes all of it durable; from now on the segment is only read. */
    void finish(IndexCache indexes) throws IOException {
        fillHole();
        flush();
        target.setContent(place.position(), maxTimestamp, firstTime);
        target.sync();
        indexes.seal(target, index);
    }

    private void fillHole() throws IOException {
        if (heldEntries > 0) {
            RecordBatch hole = Hole.of(heldEntries, place.offset(), heldOffsets, heldTerm);
            heldEntries = 0;
            heldOffsets = 0;
            put(hole);
        }
    }

    private void put(RecordBatch batch) throws IOException {
        EntryPosition entry = new EntryPosition(
                place.index(),
                batch.leaderEpoch(),
                batch.baseOffset(),
                batch.nextOffset(),
                batch.maxTimestamp(),
                batch.sizeInBytes(),
                batch.entries());
        Located located = new Located(entry, target, place.position());
        index.add(located, maxTimestamp);
        if (entry.takesOffsets()) {
            maxTimestamp = Math.max(maxTimestamp, entry.maxTimestamp());
        }
        gather(batch.buffer());
        place = new Place(entry.nextIndex(), entry.nextOffset(), located.end());
    }

    private void gather(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!gathered.hasRemaining()) {
                flush();
            }
            int length = Math.min(bytes.remaining(), gathered.remaining());
            gathered.put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
    }

    private void flush() throws IOException {
        int length = gathered.flip().limit();
        target.write(gathered, target.size());
        target.setContent(target.size() + length, maxTimestamp, firstTime);
        gathered.clear();
    }
}
