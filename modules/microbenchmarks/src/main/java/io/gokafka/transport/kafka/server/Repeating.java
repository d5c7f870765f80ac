package io.gokafka.transport.kafka.server;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.NullMarked;

/** A peer that sends the same bytes again and again. */
@NullMarked
final class Repeating implements ReadableByteChannel {
    private final ByteBuffer bytes;

    Repeating(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** No more than to the end of the bytes: a client that waits for its answer has not sent the next request. */
    @Override
    public int read(ByteBuffer target) {
        if (!bytes.hasRemaining()) {
            bytes.rewind();
        }
        int length = Math.min(bytes.remaining(), target.remaining());
        target.put(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
        return length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // nothing to release
    }
}
