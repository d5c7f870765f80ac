package io.gokafka.storage.rocksdb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Walks over the keys of a family as they were when it was made. Holds native memory, and a lease, until it is closed. For one
 * thread.
 */
final class Cursor implements AutoCloseable {
    private final RocksIterator iterator;
    private final Runnable onClose;

    Cursor(RocksIterator iterator, Runnable onClose) {
        this.iterator = iterator;
        this.onClose = onClose;
    }

    /** Moves to the first key at or behind one. */
    void seek(byte[] key) {
        iterator.seek(key);
    }

    /** Moves to the last key at or before one. */
    void seekBack(byte[] key) {
        iterator.seekForPrev(key);
    }

    void next() {
        iterator.next();
    }

    /** Whether there is a key here; an end that an error has caused is thrown. */
    boolean isThere() {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw Faults.of("cannot read the database", e);
        }
        return false;
    }

    boolean isAt(byte[] key) {
        return isThere() && Arrays.equals(key, iterator.key());
    }

    byte[] key() {
        return iterator.key();
    }

    byte[] value() {
        return iterator.value();
    }

    /**
     * Copies the value, or as much of it as there is room for, to a buffer's remaining bytes; neither position nor limit moves.
     *
     * @return the value's size
     */
    int value(ByteBuffer target) {
        return iterator.value(target.duplicate());
    }

    @Override
    public void close() {
        try {
            iterator.close();
        } finally {
            onClose.run();
        }
    }
}
