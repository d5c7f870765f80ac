package io.gokafka.transport.kafka.server;

import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.NullMarked;

/** A peer that takes all at once. */
@NullMarked
final class Sink implements GatheringByteChannel {
    private long taken;

    long taken() {
        return taken;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        long before = taken;
        for (int i = offset; i < offset + length; i++) {
            write(sources[i]);
        }
        return taken - before;
    }

    @Override
    public long write(ByteBuffer[] sources) {
        return write(sources, 0, sources.length);
    }

    @Override
    public int write(ByteBuffer source) {
        int length = source.remaining();
        source.position(source.limit());
        taken += length;
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
