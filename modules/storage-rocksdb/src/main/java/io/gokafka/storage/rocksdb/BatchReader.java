package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;

/**
 * Reads the batches of a run of entries into one buffer, which grows with what is there. For one read.
 */
final class BatchReader {
    private static final int FIRST_CAPACITY = 16 << 10;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final int number;
    private final ReadLimit limit;
    private ByteBuffer bytes;
    /** The offset after the last batch; -1 before the first. */
    private long nextOffset = -1;

    private long nextIndex;

    BatchReader(int number, ReadLimit limit) {
        this.number = number;
        this.limit = limit;
        this.bytes = ByteBuffer.allocate(Math.clamp(limit.bytes(), RecordBatch.HEADER_SIZE, FIRST_CAPACITY));
    }

    /**
     * Reads from one entry to another, both included, or less when the limit says so.
     *
     * @throws LostEntryException when an entry is not there, or is no batch that follows the one before
     */
    ByteBuffer read(Cursor cursor, long from, long to) {
        cursor.seek(Keys.entry(number, from));
        nextIndex = from;
        while (nextIndex <= to && readOne(cursor)) {
            if (nextIndex <= to) {
                cursor.next();
            }
        }
        return bytes.flip();
    }

    /** The index of the entry behind the last one that was read. */
    long nextIndex() {
        return nextIndex;
    }

    /** The offset after the last batch that was read; -1 when there is none. */
    long nextOffset() {
        return nextOffset;
    }

    /** Returns whether the entry was within the limit. */
    private boolean readOne(Cursor cursor) {
        if (!cursor.isAt(Keys.entry(number, nextIndex))) {
            throw new LostEntryException(nextIndex);
        }
        int size = cursor.value(bytes);
        if (size > bytes.remaining()) {
            if (!limit.leavesRoomFor(size, bytes.position())) {
                return false;
            }
            grow(size);
            size = cursor.value(bytes);
        }
        RecordBatch batch = batch(size);
        if (!limit.leavesRoomFor(size, bytes.position()) || !limit.allows(batch)) {
            return false;
        }
        bytes.position(bytes.position() + size);
        nextOffset = batch.nextOffset();
        nextIndex++;
        return true;
    }

    private RecordBatch batch(int size) {
        try {
            RecordBatch batch = RecordBatch.at(bytes.slice(bytes.position(), size));
            if (batch.sizeInBytes() != size || (nextOffset >= 0 && batch.baseOffset() != nextOffset)) {
                throw new LostEntryException(nextIndex, "another batch stands in its place: " + batch);
            }
            return batch;
        } catch (InvalidBatchException e) {
            throw new LostEntryException(nextIndex, String.valueOf(e.getMessage()));
        }
    }

    private void grow(int size) {
        long needed = (long) bytes.position() + size;
        long wanted = Math.min(2L * bytes.capacity(), limit.bytes());
        bytes = ByteBuffer.allocate((int) Math.min(MOST, Math.max(needed, wanted)))
                .put(bytes.flip());
    }
}
