package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import java.nio.ByteBuffer;

/**
 * A piece of a log: what retention and look-ups by time go by, and what compaction replaces. The keys of its entries have its
 * serial, so entries of several pieces may have the same index: those that are written to replace others, and those.
 *
 * @param serial no other piece of the log ever has it
 * @param firstIndex index of its first entry
 * @param baseOffset that entry's base offset
 * @param size bytes of its entries, those that were dropped included; of the last piece 0, as it grows
 * @param highestTime the highest timestamp of its entries with offsets, those that were dropped included; -1 when there is none,
 *     and of the last piece
 */
record Piece(int serial, long firstIndex, long baseOffset, long size, long highestTime) {
    private static final int SIZE = Integer.BYTES + 3 * Long.BYTES;

    /** One that grows. */
    Piece(int serial, long firstIndex, long baseOffset) {
        this(serial, firstIndex, baseOffset, 0, -1);
    }

    /** The same, of which no more becomes. */
    Piece sealed(long sizeInBytes, long highest) {
        return new Piece(serial, firstIndex, baseOffset, sizeInBytes, highest);
    }

    /** The same, which grows again. */
    Piece unsealed() {
        return new Piece(serial, firstIndex, baseOffset);
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putInt(serial)
                .putLong(baseOffset)
                .putLong(size)
                .putLong(highestTime)
                .array();
    }

    /** @throws CorruptLogException when they are not the bytes of a piece */
    static Piece decode(long firstIndex, byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new CorruptLogException("the piece at entry " + firstIndex + " has " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Piece(in.getInt(), firstIndex, in.getLong(), in.getLong(), in.getLong());
    }
}
