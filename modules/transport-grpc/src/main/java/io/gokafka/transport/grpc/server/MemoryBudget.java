package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory that is shared by all calls. Whoever takes some waits while there is not enough, which slows its peer down, and is
 * refused after a while. Fair, so that large requests are not passed by small ones for ever.
 *
 * <p>Safe for use by several threads.
 */
final class MemoryBudget {
    private final int capacity;
    private final Duration patience;
    private final Semaphore free;

    MemoryBudget(int capacity, Duration patience) {
        this.capacity = capacity;
        this.patience = patience;
        free = new Semaphore(capacity, true);
    }

    /** Takes bytes until they are released; what is larger than the whole takes the whole. */
    Share take(long bytes) throws InterruptedException {
        int share = (int) Math.min(bytes, capacity);
        if (share > 0 && !free.tryAcquire(share, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new RequestException(
                    ErrorCode.OVERLOADED,
                    "requests in progress take all memory that this broker has for them: try later");
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
