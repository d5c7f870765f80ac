package io.gokafka.client.consumer;

import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Refuses a second thread; the same one may enter again, from a listener. */
final class OneThread {
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    private int depth;

    void enter() {
        Thread current = Thread.currentThread();
        if (owner.get() != current && !owner.compareAndSet(null, current)) {
            throw new ConcurrentModificationException(
                    "the consumer is in use by thread " + owner.get() + ": it is for one thread");
        }
        depth++;
    }

    void leave() {
        depth--;
        if (depth == 0) {
            owner.set(null);
        }
    }
}
