package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.Api;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a peer sends into requests. Memory for one is taken when its size and its API are known, and there is enough for it.
 *
 * <p>For one thread.
 */
final class FrameReader {
    /** Read at once: most requests fit, so that they cost one system call. */
    private static final int AHEAD = 4 << 10;

    /** No read asks for more: the JDK keeps a buffer outside the heap of what was asked for. */
    private static final int LARGEST_READ = 128 << 10;

    private final ReadableByteChannel channel;
    private final FrameLimits limits;
    private final MemoryBudget budget;
    private final Progress progress;
    private final ByteBuffer ahead = ByteBuffer.allocate(AHEAD).flip();

    FrameReader(ReadableByteChannel channel, FrameLimits limits, MemoryBudget budget, Progress progress) {
        this.channel = channel;
        this.limits = limits;
        this.budget = budget;
        this.progress = progress;
    }

    /**
     * The next request, or null when the peer has ended.
     *
     * @throws BadRequestException when it may not be read
     */
    @Nullable Frame next() throws IOException, InterruptedException {
        progress.readingRequest(ahead.hasRemaining());
        if (!fillAhead(Integer.BYTES + Short.BYTES)) {
            return null;
        }
        int size = ahead.getInt();
        Api<?> api = limits.check(size, ahead.getShort(ahead.position()));
        progress.waitingForMemory(true);
        MemoryBudget.Share memory = budget.take(FrameLimits.weight(api, size));
        progress.waitingForMemory(false);
        Frame frame = null;
        try {
            ByteBuffer bytes = ByteBuffer.allocate(size);
            frame = fill(bytes) ? new Frame(api, bytes.flip(), memory) : null;
            progress.readingRequest(false);
            return frame;
        } finally {
            if (frame == null) {
                memory.close();
            }
        }
    }

    private boolean fillAhead(int needed) throws IOException {
        while (ahead.remaining() < needed) {
            ahead.compact();
            int read = channel.read(ahead);
            ahead.flip();
            if (read < 0) {
                return false;
            }
            progress.made();
            progress.readingRequest(true);
        }
        return true;
    }

    private boolean fill(ByteBuffer bytes) throws IOException {
        int there = Math.min(ahead.remaining(), bytes.remaining());
        bytes.put(ahead.slice(ahead.position(), there));
        ahead.position(ahead.position() + there);
        while (bytes.hasRemaining()) {
            bytes.limit(Math.min(bytes.capacity(), bytes.position() + LARGEST_READ));
            int read = channel.read(bytes);
            bytes.limit(bytes.capacity());
            if (read < 0) {
                return false;
            }
            progress.made();
        }
        return true;
    }
}
