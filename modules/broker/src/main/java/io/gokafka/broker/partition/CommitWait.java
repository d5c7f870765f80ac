package io.gokafka.broker.partition;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Waits for the commit of what is in a leader's log already. */
final class CommitWait {
    private final Replica replica;
    private final long term;
    private final long nextOffset;
    private final CompletableFuture<Boolean> committed = new CompletableFuture<>();
    private final Runnable look = this::look;

    private CommitWait(Replica replica, long term, long nextOffset) {
        this.replica = replica;
        this.term = term;
        this.nextOffset = nextOffset;
    }

    /**
     * Completes when an offset is committed; with false when the time is up, or the replica does not lead in a term any more: then
     * another leader may have put something else at that offset.
     */
    static CompletableFuture<Boolean> start(
            Replica replica, long term, long nextOffset, Duration atMost, Background background) {
        CommitWait wait = new CommitWait(replica, term, nextOffset);
        HighWatermark highWatermark = replica.highWatermark();
        highWatermark.call(wait.look);
        var _ = wait.committed.whenComplete((result, fault) -> highWatermark.forget(wait.look));
        wait.look();
        return background.orTimeout(wait.committed, atMost).exceptionally(CommitWait::late);
    }

    private static boolean late(Throwable fault) {
        if (fault instanceof TimeoutException) {
            return false;
        }
        throw new IllegalStateException(fault);
    }

    private void look() {
        boolean reached = replica.highWatermark().offset() >= nextOffset;
        // Looked at after the offset: a role is reported before the commits made in it.
        if (!replica.leadsIn(term)) {
            committed.complete(false);
        } else if (reached) {
            committed.complete(true);
        }
    }
}
