package io.gokafka.broker.partition;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Proof that a replica leads, and knows all that was committed before it was asked for. A leader that was stopped for a while, or is cut
 * off, leads no more and does not know it yet: what it calls the end of the log may be long passed, and a client that believed it
 * would begin to read anew.
 *
 * <p>It takes one round of messages to a majority (Raft, section 6.4, ReadIndex).
 */
final class LeadershipProof {
    /** A leader that no majority answers for so long is not worth waiting for: the client looks for another. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Replica replica;
    private final long index;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private final Runnable look = this::look;

    private LeadershipProof(Replica replica, long index) {
        this.replica = replica;
        this.index = index;
    }

    /** Completes when it is proven; fails as {@link io.gokafka.api.consensus.ReplicaGroup#readBarrier} does. */
    static CompletableFuture<Void> of(Replica replica) {
        return replica.readBarrier().thenCompose(index -> new LeadershipProof(replica, index).start());
    }

    /**
     * Waits until it is proven.
     *
     * @throws RequestException {@code NO_LEADER} when it is not proven in time
     */
    static void await(Replica replica) {
        CompletableFuture<Void> proof = of(replica);
        try {
            proof.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            proof.cancel(false);
            throw new RequestException(
                    ErrorCode.NO_LEADER,
                    "this broker leads the partition no more, or no majority of its replicas answers; try again");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestException(ErrorCode.UNAVAILABLE, "the broker stopped working on the request");
        }
    }

    private CompletableFuture<Void> start() {
        HighWatermark highWatermark = replica.highWatermark();
        highWatermark.call(look);
        var _ = known.whenComplete((result, fault) -> highWatermark.forget(look));
        look();
        return known;
    }

    /** The group tells of commits and of roles by other ways than of the proof: they may come later than it. */
    private void look() {
        if (replica.commitIndex() >= index) {
            known.complete(null);
        } else if (!replica.isLeader()) {
            known.completeExceptionally(
                    new RequestException(ErrorCode.NO_LEADER, "this broker leads the partition no more; try again"));
        }
    }
}
