package io.gokafka.transport.kafka.server;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory that all connections share. Whoever takes some waits while there is not enough, which slows its peer down. Fair, so that
 * large requests are not passed by small ones for ever.
 *
 * <p>Safe for use by several threads.
 */
final class MemoryBudget {
    private final int capacity;
    private final Semaphore free;

    MemoryBudget(int capacity) {
        this.capacity = capacity;
        free = new Semaphore(capacity, true);
    }

    /** Takes bytes until they are released; what is larger than the whole takes the whole. */
    Share take(long bytes) throws InterruptedException {
        int share = (int) Math.min(bytes, capacity);
        if (share > 0) { // a fair semaphore makes one wait for nothing, too
            free.acquire(share);
        }
        return new Share(share);
    }

    /** For tests and status. */
    int available() {
        return free.availablePermits();
    }

    /** Bytes that were taken. */
    final class Share implements AutoCloseable {
        private final int bytes;
        private final AtomicBoolean released = new AtomicBoolean();

        private Share(int bytes) {
            this.bytes = bytes;
        }

        /** Gives them back, once. */
        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                free.release(bytes);
            }
        }
    }
}
