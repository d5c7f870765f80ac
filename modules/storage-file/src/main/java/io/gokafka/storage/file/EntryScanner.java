package io.gokafka.storage.file;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Walks over the entries of a segment by their headers, several of which are read at once.
 *
 * <p>For one thread.
 */
final class EntryScanner {
    private static final int FIRST_CHUNK = 4 << 10;
    private static final int LARGEST_CHUNK = 64 << 10;

    private final Segment segment;
    private final long end;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long chunkStart;
    private int chunkSize = FIRST_CHUNK;
    private int lastEntrySize;
    private Place next;

    /** Begins at an entry and ends at a position, where an entry ends. */
    EntryScanner(Segment segment, Place from, long end) {
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
     * The next entry, without moving on.
     *
     * @throws CorruptLogException when there is something else
     */
    Located peek() throws IOException {
        try {
            int at = load(next.position());
            BatchHeader header = BatchHeader.at(chunk, at);
            if (header.follows(next.offset(), 0) && next.position() + header.size() <= end) {
                return new Located(header.entry(next.index()), segment, next.position());
            }
        } catch (InvalidBatchException e) {
            throw damaged(": " + e.getMessage());
        }
        throw damaged("");
    }

    /** Moves on behind an entry, the one that {@link #peek} returned. */
    void skip(Located entry) {
        lastEntrySize = entry.entry().sizeInBytes();
        next = new Place(entry.entry().nextIndex(), entry.entry().nextOffset(), entry.end());
    }

    private int load(long position) throws IOException {
        if (position + RecordBatch.HEADER_SIZE > end) {
            throw damaged(": the segment ends within a header");
        }
        if (position < chunkStart || position + RecordBatch.HEADER_SIZE > chunkStart + chunk.limit()) {
            // After a large entry the bytes behind the next header are most likely not headers either.
            int wanted = lastEntrySize > FIRST_CHUNK ? RecordBatch.HEADER_SIZE : chunkSize;
            chunk = ByteBuffer.allocate((int) Math.min(wanted, end - position));
            segment.read(chunk, position);
            chunkStart = position;
            chunkSize = Math.min(2 * chunkSize, LARGEST_CHUNK);
        }
        return (int) (position - chunkStart);
    }

    private CorruptLogException damaged(String how) {
        return segment.damagedAt(next, how);
    }
}
