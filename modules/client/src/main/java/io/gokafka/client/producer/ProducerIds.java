package io.gokafka.client.producer;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.cluster.Blocking;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Identities of an idempotent producer. All its partitions begin with the same one, as sequence numbers and epochs are counted for
 * each partition; one that has no epoch left, or was fenced, gets one of its own.
 *
 * <p><b>Failures.</b> Throws {@link RequestException}; ask again when it is retriable.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class ProducerIds {
    private final Caller caller;
    private final Duration timeout;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<InitProducer.Result> shared;

    /** Identities, each asked for within a time. */
    ProducerIds(Caller caller, Duration timeout) {
        this.caller = caller;
        this.timeout = timeout;
    }

    /** The one that all partitions begin with. */
    InitProducer.Result shared() {
        return Blocking.await(sharedFuture(), "a producer id");
    }

    /** One that was never given before. */
    InitProducer.Result fresh() {
        try {
            return caller.anyBroker(new InitProducer(), Deadline.in(timeout));
        } catch (OperationTimeoutException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, "no producer id was given: " + e.getMessage());
        }
    }

    /** Asked for on a thread of its own, so that partitions which wait for it wait side by side. */
    private CompletableFuture<InitProducer.Result> sharedFuture() {
        synchronized (lock) {
            if (shared == null || shared.isCompletedExceptionally()) {
                shared = CompletableFuture.supplyAsync(this::fresh, Thread::startVirtualThread);
            }
            return shared;
        }
    }
}
