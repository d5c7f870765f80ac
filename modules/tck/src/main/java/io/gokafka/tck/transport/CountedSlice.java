package io.gokafka.tck.transport;

import io.gokafka.api.storage.LogSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A slice that knows whether it was closed. */
public final class CountedSlice implements LogSlice {
    private final LogSlice bytes;
    private final AtomicInteger open;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Counts itself in, until it is closed. */
    public CountedSlice(ByteBuffer bytes, AtomicInteger open) {
        this.bytes = LogSlice.of(bytes);
        this.open = open;
        open.incrementAndGet();
    }

    @Override
    public int size() {
        return bytes.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return bytes.transferTo(position, count, target);
    }

    @Override
    public ByteBuffer toBuffer() {
        if (closed.get()) {
            throw new IllegalStateException("a closed slice is read");
        }
        return bytes.toBuffer();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            open.decrementAndGet();
        }
    }
}
