package io.gokafka.storage.file;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers outside the heap in which the batches of an append are gathered, so that they are one write. The JDK would take
 * such a buffer for every batch of a gathering write, and keep all of them for every thread.
 *
 * <p>Safe for use by several threads.
 */
final class WriteBuffers {
    private static final int SIZE = 1 << 20;
    private static final int KEPT = 4;

    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    ByteBuffer take() {
        ByteBuffer buffer = idle.poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(SIZE);
        }
        idleCount.decrementAndGet();
        return buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (idleCount.get() < KEPT) {
            idleCount.incrementAndGet();
            idle.add(buffer);
        }
    }
}
