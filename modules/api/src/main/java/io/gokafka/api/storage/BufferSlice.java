package io.gokafka.api.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A slice of bytes in memory. */
record BufferSlice(ByteBuffer bytes) implements LogSlice {
    @Override
    public int size() {
        return bytes.remaining();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        int from = Math.toIntExact(position);
        return target.write(bytes.slice(from, (int) Math.min(count, bytes.remaining() - from)));
    }

    @Override
    public ByteBuffer toBuffer() {
        return bytes.duplicate();
    }

    @Override
    public void close() {
        // memory only: nothing to release
    }
}
