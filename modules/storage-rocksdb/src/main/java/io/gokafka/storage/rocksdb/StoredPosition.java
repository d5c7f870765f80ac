package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import java.nio.ByteBuffer;

/**
 * Where an entry stands, as it is stored: the entry's own values, and two that sum up those before in its piece. These, and the
 * offsets, never fall from one entry to the next, so they are found by bisection.
 *
 * @param entry the entry's own values
 * @param highestTime the highest timestamp of this entry and those before it in its piece, of those with offsets; -1 when there
 *     is none; entries that were dropped since count
 * @param end bytes of the entries of its piece up to and with this one; entries that were dropped since count
 */
record StoredPosition(EntryPosition entry, long highestTime, long end) {
    private static final int SIZE = 5 * Long.BYTES + 4 * Integer.BYTES;

    /** Whether a batch can be this entry. */
    boolean describes(RecordBatch batch) {
        return batch.sizeInBytes() == entry.sizeInBytes()
                && batch.baseOffset() == entry.baseOffset()
                && batch.nextOffset() == entry.nextOffset()
                && batch.leaderEpoch() == entry.term()
                && batch.entries() == entry.entries();
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putInt(Math.toIntExact(entry.term()))
                .putInt(entry.sizeInBytes())
                .putInt(Math.toIntExact(entry.nextOffset() - entry.baseOffset()))
                .putInt(entry.entries())
                .putLong(entry.baseOffset())
                .putLong(entry.maxTimestamp())
                .putLong(highestTime)
                .putLong(end)
                .putLong(entry.index())
                .array();
    }

    /** @throws CorruptLogException when they are not the bytes of this entry */
    static StoredPosition decode(long index, byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new CorruptLogException("the position of entry " + index + " has " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int term = in.getInt();
        int size = in.getInt();
        int offsets = in.getInt();
        int entries = in.getInt();
        long baseOffset = in.getLong();
        EntryPosition entry =
                new EntryPosition(index, term, baseOffset, baseOffset + offsets, in.getLong(), size, entries);
        StoredPosition position = new StoredPosition(entry, in.getLong(), in.getLong());
        if (in.getLong() != index) {
            throw new CorruptLogException("the position of entry " + index + " is another entry's");
        }
        return position;
    }
}
