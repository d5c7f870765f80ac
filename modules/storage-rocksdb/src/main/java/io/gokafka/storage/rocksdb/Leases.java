package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.StorageException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts who is using native memory, so that it is freed when nobody is. Whoever has a lease may take another one.
 *
 * <p>Safe for use by several threads.
 */
final class Leases {
    private static final long CLOSED = 1L << 62;

    /** The number of leases, and {@link #CLOSED}. */
    private final AtomicLong state = new AtomicLong();

    private final CountDownLatch none = new CountDownLatch(1);

    /** Why no more are given, if there was a failure. */
    private volatile @Nullable Throwable reason;

    /**
     * Takes a lease, to be given back by {@link #release}.
     *
     * @throws StorageException when no more are given
     */
    void acquire() {
        if ((state.incrementAndGet() & CLOSED) != 0) {
            release();
            throw new StorageException("the storage is closed", reason);
        }
    }

    void release() {
        if (state.decrementAndGet() == CLOSED) {
            none.countDown();
        }
    }

    /** As {@link #close(Throwable)}, in good order. */
    boolean close() {
        return close(null);
    }

    /**
     * Gives no more leases, and waits for the return of those that are out, also when the thread is interrupted.
     *
     * @param why what has failed; null when it is closed in good order
     * @return whether this was the first call
     */
    boolean close(@Nullable Throwable why) {
        if (reason == null) {
            reason = why;
        }
        long before = state.getAndUpdate(now -> now | CLOSED);
        if (before == 0) {
            none.countDown();
        }
        awaitNone();
        return (before & CLOSED) == 0;
    }

    private void awaitNone() {
        boolean interrupted = false;
        while (true) {
            try {
                none.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
