package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.TermStart;
import java.nio.ByteBuffer;

/** The start of a term, as it is stored under its index. */
final class StoredTerm {
    private static final int SIZE = 2 * Long.BYTES;

    private StoredTerm() {}

    static byte[] encode(TermStart start) {
        return ByteBuffer.allocate(SIZE)
                .putLong(start.term())
                .putLong(start.offset())
                .array();
    }

    /** @throws CorruptLogException when they are not the bytes of a term */
    static TermStart decode(long index, byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new CorruptLogException("the term at entry " + index + " has " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new TermStart(in.getLong(), index, in.getLong());
    }
}
