package io.gokafka.consensus.jgroups.group;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How much of a group may wait for its commit: callers wait rather than memory fills. Safe for use by several threads. */
final class ByteBudget {
    private final Semaphore room;
    private final int size;

    ByteBudget(int size) {
        this.size = size;
        this.room = new Semaphore(size);
    }

    /** Takes room, waiting for it; an entry that is larger than the whole budget takes all of it. */
    boolean take(int bytes, Duration timeout) {
        int wanted = Math.min(bytes, size);
        try {
            return room.tryAcquire(wanted) || room.tryAcquire(wanted, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack(int bytes) {
        room.release(Math.min(bytes, size));
    }
}
