package io.gokafka.storage.file;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.support.RollRule;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Fills a segment with what is left of others.
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

    /** Makes all of it durable; from now on the segment is only read. */
    void finish(IndexCache indexes) throws IOException {
        flush();
        target.setContent(place.position(), maxTimestamp, firstTime);
        target.sync();
        indexes.seal(target, index);
    }

    /** Adds an entry, or a hole. */
    void put(RecordBatch batch) throws IOException {
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
