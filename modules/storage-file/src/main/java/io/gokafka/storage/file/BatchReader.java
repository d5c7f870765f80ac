package io.gokafka.storage.file;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads the entries of a segment one after the other, each of them whole and checked. Takes memory for the largest of them, and
 * {@link #WINDOW} bytes at least.
 *
 * <p>For one thread.
 */
final class BatchReader {
    private static final int WINDOW = 256 << 10;

    private final Segment segment;
    private final long end;
    private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;
    private Place next;

    /** Begins at an entry and ends at a position, where an entry ends. */
    BatchReader(Segment segment, Place from, long end) {
        this.segment = segment;
        this.next = from;
        this.end = end;
    }

    boolean hasNext() {
        return next.position() < end;
    }

    /** Where the next entry begins, or would. */
    Place place() {
        return next;
    }

    /**
     * The next entry; its bytes are valid until the one after it is asked for.
     *
     * @throws CorruptLogException when there is something else
     */
    RecordBatch next() throws IOException {
        try {
            BatchHeader header = BatchHeader.at(window, load(RecordBatch.HEADER_SIZE));
            if (!header.follows(next.offset(), 0) || next.position() + header.size() > end) {
                throw damaged("");
            }
            int at = load(header.size()); // first, for a large one gets another window
            RecordBatch batch = RecordBatch.at(window.slice(at, header.size()));
            if (!batch.crcMatches()) {
                throw damaged(": its checksum is wrong");
            }
            next = new Place(next.index() + header.entries(), header.nextOffset(), next.position() + header.size());
            return batch;
        } catch (InvalidBatchException e) {
            throw damaged(": " + e.getMessage());
        }
    }

    /** Brings so many bytes from the next position on into the window, and says where in it they begin. */
    private int load(int length) throws IOException {
        if (next.position() + length > end) {
            throw damaged(": the segment ends within it");
        }
        if (next.position() < windowStart || next.position() + length > windowStart + window.limit()) {
            if (length > window.capacity()) {
                window = ByteBuffer.allocate(length);
            }
            window.clear().limit((int) Math.min(window.capacity(), end - next.position()));
            segment.read(window, next.position());
            windowStart = next.position();
        }
        return (int) (next.position() - windowStart);
    }

    private CorruptLogException damaged(String how) {
        return segment.damagedAt(next, how);
    }
}
