package io.gokafka.harness.net.proxy;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes on their way in one direction: a ring of fixed size between one thread that fills it and one that drains it. */
final class Pipe {
    static final int CAPACITY = 32 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring = new byte[CAPACITY];
    private int start;
    private int filled;
    private boolean ended;

    /**
     * Adds bytes, waiting for room.
     *
     * @return false when the pipe has been ended: nobody will take them
     */
    boolean put(byte[] bytes, int length) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            int done = 0;
            while (done < length) {
                while (filled == CAPACITY && !ended) {
                    changed.await();
                }
                if (ended) {
                    return false;
                }
                int at = (start + filled) % CAPACITY;
                int n = Math.min(length - done, Math.min(CAPACITY - filled, CAPACITY - at));
                System.arraycopy(bytes, done, ring, at, n);
                filled += n;
                done += n;
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what there is, waiting for something.
     *
     * @return how many bytes; -1 when the pipe has been ended and is empty
     */
    int take(byte[] into) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (filled == 0 && !ended) {
                changed.await();
            }
            if (filled == 0) {
                return -1;
            }
            int n = Math.min(into.length, Math.min(filled, CAPACITY - start));
            System.arraycopy(ring, start, into, 0, n);
            start = (start + n) % CAPACITY;
            filled -= n;
            changed.signalAll();
            return n;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; what is in it can still be taken. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
