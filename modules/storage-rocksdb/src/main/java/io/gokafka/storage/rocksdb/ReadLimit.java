package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.RecordBatch;

/**
 * Where a read ends.
 *
 * @param offset no batch that ends beyond it is included
 * @param withoutOffsets whether entries without offsets are included; if not, the read ends before one
 * @param bytes no more than these, but for the first batch
 */
record ReadLimit(long offset, boolean withoutOffsets, int bytes) {
    /** Of a client's read. */
    static ReadLimit ofOffsets(long offset, int bytes) {
        return new ReadLimit(offset, false, bytes);
    }

    /** Of a replica's. */
    static ReadLimit ofEntries(int bytes) {
        return new ReadLimit(Long.MAX_VALUE, true, bytes);
    }

    /** Whether a batch of a size may follow so many bytes. */
    boolean leavesRoomFor(int size, int read) {
        return read == 0 || (long) read + size <= bytes;
    }

    boolean allows(RecordBatch batch) {
        return (withoutOffsets || batch.takesOffsets()) && batch.nextOffset() <= offset;
    }
}
