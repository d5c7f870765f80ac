package io.gokafka.broker.partition;

import java.time.Duration;

/** Waits for the commit of what is in a leader's log already. */
final class CommitWait {
    private CommitWait() {}

    /**
     * Waits until an offset is committed; false when the time is up, or the replica does not lead in a term any more: then another
     * leader may have put something else at that offset.
     */
    static boolean await(Replica replica, long term, long nextOffset, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        WakeUp wakeUp = new WakeUp();
        HighWatermark highWatermark = replica.highWatermark();
        highWatermark.add(wakeUp);
        try {
            while (true) {
                wakeUp.reset();
                boolean committed = highWatermark.offset() >= nextOffset;
                // Looked at after the offset: a role is reported before the commits made in it.
                if (!replica.leadsIn(term)) {
                    return false;
                }
                if (committed) {
                    return true;
                }
                if (!wakeUp.await(deadline)) {
                    return false;
                }
            }
        } finally {
            highWatermark.remove(wakeUp);
        }
    }
}
