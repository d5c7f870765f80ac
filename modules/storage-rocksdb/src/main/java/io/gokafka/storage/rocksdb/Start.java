package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import java.nio.ByteBuffer;

/**
 * Where a log starts.
 *
 * @param firstIndex index of its first entry, which need not be there yet
 * @param offset that entry's base offset
 * @param previousTerm term of the entry before
 * @param dropped bytes of the entries of the first piece that were dropped
 */
record Start(long firstIndex, long offset, long previousTerm, long dropped) {
    /** Of a new log. */
    static final Start NEW = new Start(1, 0, 0, 0);

    private static final int SIZE = 4 * Long.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putLong(firstIndex)
                .putLong(offset)
                .putLong(previousTerm)
                .putLong(dropped)
                .array();
    }

    /** @throws CorruptLogException when they are not the bytes of a start */
    static Start decode(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new CorruptLogException("the start of a log has " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Start(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** The piece that a log has which has no entries. */
    Piece emptyPiece(int serial) {
        return new Piece(serial, firstIndex, offset);
    }
}
