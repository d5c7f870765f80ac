package io.gokafka.faultydisk;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends what works on a disk at a step that is chosen before. Nothing happens on the disk afterwards: each later step ends whoever
 * takes it, too.
 *
 * <p>Safe for use by several threads.
 */
public final class Killer implements Steps {
    /** The process is gone: not an exception, which somebody could handle. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        private Killed() {}
    }

    private final AtomicInteger left;

    /** Lets so many steps pass. */
    public Killer(int steps) {
        this.left = new AtomicInteger(steps);
    }

    @Override
    public void next() {
        if (left.getAndUpdate(steps -> Math.max(0, steps - 1)) == 0) {
            throw new Killed();
        }
    }

    /** From now on. */
    public void kill() {
        left.set(0);
    }
}
