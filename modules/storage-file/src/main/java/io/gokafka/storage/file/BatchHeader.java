package io.gokafka.storage.file;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import java.nio.ByteBuffer;

/**
 * The fields that the storage needs of a batch of which perhaps only the header is in memory; {@link RecordBatch} wants
 * all of it.
 *
 * @param size in bytes, header included
 * @param crc the stored checksum
 * @param entries how many entries it stands for, see {@link io.gokafka.api.record.Hole}
 */
record BatchHeader(
        int size,
        long baseOffset,
        int term,
        byte magic,
        int crc,
        boolean control,
        int lastOffsetDelta,
        long maxTimestamp,
        int entries) {
    /** Where the bytes that the checksum covers begin. */
    static final int CHECKED_FROM = 21;

    private static final int TERM = 12;
    private static final int MAGIC = 16;
    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;
    private static final int CONTROL_FLAG = 0x20;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int MAX_TIMESTAMP = 35;

    /**
     * The header at a position of a buffer that has {@link RecordBatch#HEADER_SIZE} bytes from there.
     *
     * @throws InvalidBatchException when the length is impossible
     */
    static BatchHeader at(ByteBuffer buffer, int position) {
        return new BatchHeader(
                RecordBatch.sizeAt(buffer, position),
                buffer.getLong(position),
                buffer.getInt(position + TERM),
                buffer.get(position + MAGIC),
                buffer.getInt(position + CRC),
                (buffer.getShort(position + ATTRIBUTES) & CONTROL_FLAG) != 0,
                buffer.getInt(position + LAST_OFFSET_DELTA),
                buffer.getLong(position + MAX_TIMESTAMP),
                RecordBatch.entriesAt(buffer, position));
    }

    /** Whether this can be the entry that follows one of a term and begins at an offset. */
    boolean follows(long offset, long previousTerm) {
        return magic == 2
                && baseOffset == offset
                && term >= previousTerm
                && (lastOffsetDelta >= 0 || (lastOffsetDelta == -1 && control));
    }

    /** Whether the entry takes offsets; the control entries of the replication do not. */
    boolean takesOffsets() {
        return lastOffsetDelta >= 0;
    }

    long nextOffset() {
        return baseOffset + lastOffsetDelta + 1;
    }

    EntryPosition entry(long index) {
        return new EntryPosition(index, term, baseOffset, nextOffset(), maxTimestamp, size, entries);
    }
}
