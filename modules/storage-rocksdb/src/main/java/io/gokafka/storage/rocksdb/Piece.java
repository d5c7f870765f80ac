package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import java.nio.ByteBuffer;

/**
 * Where a piece of a log begins. Pieces are what retention and look-ups by time go by; on disk they are nothing but these few
 * bytes.
 *
 * @param firstIndex index of its first entry
 * @param baseOffset that entry's base offset
 * @param begin bytes of all entries before, as {@link StoredPosition#end} counts them
 * @param highestBefore the highest timestamp of the piece before; -1 when it has none, or there is no such piece
 */
record Piece(long firstIndex, long baseOffset, long begin, long highestBefore) {
    private static final int SIZE = 3 * Long.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putLong(baseOffset)
                .putLong(begin)
                .putLong(highestBefore)
                .array();
    }

    /** @throws CorruptLogException when they are not the bytes of a piece */
    static Piece decode(long firstIndex, byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new CorruptLogException("the piece at entry " + firstIndex + " has " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Piece(firstIndex, in.getLong(), in.getLong(), in.getLong());
    }
}
