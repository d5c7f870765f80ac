package io.gokafka.broker.peer;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import io.gokafka.broker.metadata.ClusterMetadata;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Has a change of the metadata made where that is possible: here when this broker leads the metadata, else by the one that does. While
 * no leader is known it waits and tries again.
 *
 * <p>Threading: safe for use by several threads; blocks.
 */
public final class MetadataLeader {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration ONE_TRY = Duration.ofSeconds(14);
    private static final Duration SHORT_TRY = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final BrokerId self;
    private final ClusterMetadata metadata;
    private final Peers peers;

    /** Makes one. */
    public MetadataLeader(BrokerId self, ClusterMetadata metadata, Peers peers) {
        this.self = self;
        this.metadata = metadata;
        this.peers = peers;
    }

    /**
     * Makes the change.
     *
     * @param request what to ask of another broker
     * @param here how to do the same on this one
     * @param context who asks; what another broker asks is not passed on once more
     * @throws RequestException when it was refused, or no leader was found in time
     */
    public <R extends Response> R apply(Request<R> request, Supplier<CompletableFuture<R>> here, RequestContext context)
            throws InterruptedException {
        boolean passOn = !context.clientId().equals(Peers.CLIENT_ID);
        if (!passOn) {
            // A broker that asks for another looks for the leader itself: it must not wait here for what is elsewhere
            // now.
            return attempt(request, here, false, ONE_TRY);
        }
        return untilDone(() -> attempt(request, here, true, ONE_TRY), MetadataLeader::hasCertainlyFailed);
    }

    /**
     * Makes a change of this broker's own that may as well be made twice: so a leader that does not answer, as it is cut off or hangs, is not
     * waited for longer than it takes to have another.
     *
     * @param request what to ask of another broker
     * @param here how to do the same on this one
     * @throws RequestException when it was refused, or no leader was found in time
     */
    public <R extends Response> R applyRepeatable(Request<R> request, Supplier<CompletableFuture<R>> here)
            throws InterruptedException {
        return untilDone(
                () -> attempt(request, here, true, SHORT_TRY), e -> e.code().isRetriable());
    }

    /** One try. */
    private interface Attempt<R> {
        R make() throws InterruptedException;
    }

    private static <R> R untilDone(Attempt<R> attempt, Predicate<RequestException> isWorthAnother)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return attempt.make();
            } catch (RequestException e) {
                if (!isWorthAnother.test(e) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private <R extends Response> R attempt(
            Request<R> request, Supplier<CompletableFuture<R>> here, boolean passOn, Duration oneTry)
            throws InterruptedException {
        if (metadata.isLeader()) {
            return await(here.get());
        }
        Optional<BrokerId> leader = metadata.leader().filter(l -> !l.equals(self));
        if (leader.isEmpty() || !passOn) {
            throw new RequestException(
                    ErrorCode.NO_LEADER,
                    "the cluster's metadata has no leader at the moment: a"
                            + " majority of its voters must be up; try again");
        }
        return peers.ask(leader.get(), request, oneTry);
    }

    /** A change whose outcome is unknown is the caller's to judge. */
    private static boolean hasCertainlyFailed(RequestException e) {
        return switch (e.code()) {
            case NO_LEADER, NOT_LEADER, UNAVAILABLE -> true;
            default -> false;
        };
    }

    private static <R> R await(CompletableFuture<R> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RequestException refused
                    ? refused
                    : new RequestException(ErrorCode.INTERNAL, "a change of the metadata failed: " + e.getCause());
        }
    }
}
