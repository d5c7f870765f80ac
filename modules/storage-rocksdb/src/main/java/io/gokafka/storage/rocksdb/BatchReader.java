package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;

/**
 * Reads the batches of a run of entries of a view into one buffer, which grows with what is there. For one read.
 */
final class BatchReader {
    private static final int FIRST_CAPACITY = 16 << 10;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final int number;
    private final LogView view;
    private final Positions positions;
    private final ReadLimit limit;
    private ByteBuffer bytes;
    /** The offset after the last batch; -1 before the first. */
    private long nextOffset = -1;

    private long nextIndex;

    BatchReader(int number, LogView view, Positions positions, ReadLimit limit) {
        this.number = number;
        this.view = view;
        this.positions = positions;
        this.limit = limit;
        this.bytes = ByteBuffer.allocate(Math.clamp(limit.bytes(), RecordBatch.HEADER_SIZE, FIRST_CAPACITY));
    }

    /**
     * Reads from one entry, or from the hole that has it, to another, both included, or less when the limit says so.
     *
     * @throws LostEntryException when an entry is not there, or is no batch that follows the one before
     */
    ByteBuffer read(Cursor cursor, long from, long to) {
        nextIndex = from;
        if (!seekNext(cursor)) {
            nextIndex = positions.at(view, from).entry().index();
            goOn(cursor);
        }
        while (nextIndex <= to && readOne(cursor)) {
            if (nextIndex <= to) {
                cursor.next();
                goOn(cursor);
            }
        }
        return bytes.flip();
    }

    /** The entry is at the cursor, but where a piece was replaced, or a key within a hole has come back that was deleted. */
    private void goOn(Cursor cursor) {
        if (!cursor.isAt(nextKey()) && !seekNext(cursor)) {
            throw new LostEntryException(nextIndex);
        }
    }

    private boolean seekNext(Cursor cursor) {
        byte[] key = nextKey();
        cursor.seek(key);
        return cursor.isAt(key);
    }

    private byte[] nextKey() {
        return Keys.entry(number, view.pieceAt(nextIndex).serial(), nextIndex);
    }

    /** The index of the entry behind the last one that was read. */
    long nextIndex() {
        return nextIndex;
    }

    /** The offset after the last batch that was read; -1 when there is none. */
    long nextOffset() {
        return nextOffset;
    }

    /** Reads the entry at the cursor; returns whether it was within the limit. */
    private boolean readOne(Cursor cursor) {
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
        nextIndex += batch.entries();
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
