package io.gokafka.api.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A run of whole batches that was read from a log, or rather the permission to read it: the bytes may still be in a file.
 *
 * <p><b>Lifecycle.</b> Holds resources (an open file) until closed. <b>Threading.</b> For one thread at a time.
 */
public interface LogSlice extends AutoCloseable {
    /** No batches. */
    LogSlice EMPTY = new BufferSlice(ByteBuffer.allocate(0));

    /** A slice of bytes in memory. */
    static LogSlice of(ByteBuffer bytes) {
        return new BufferSlice(bytes.slice().asReadOnlyBuffer());
    }

    /** Number of bytes. */
    int size();

    /**
     * Sends bytes to a channel, without copying them through the heap where storage and channel allow it.
     *
     * @param position the first byte to send, from 0
     * @param count at most so many
     * @return how many were sent; fewer than asked when the channel takes no more now
     * @throws IOException when the channel fails
     * @throws StorageException when reading fails
     */
    long transferTo(long position, long count, WritableByteChannel target) throws IOException;

    /**
     * All the bytes, in memory; the buffer stays valid when the slice is closed.
     *
     * @throws StorageException when reading fails
     */
    ByteBuffer toBuffer();

    /** Releases what the slice holds; further calls do nothing. */
    @Override
    void close();
}
