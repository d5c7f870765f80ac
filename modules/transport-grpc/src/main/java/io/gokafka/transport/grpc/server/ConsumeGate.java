package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.Failure;
import io.grpc.stub.CallStreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream's thread waits: for the client to take more, or for the broker. Closing it ends both.
 *
 * <p>Safe for use by several threads.
 */
final class ConsumeGate {
    private final CallStreamObserver<?> call;
    private @Nullable Failure closed;
    private Future<?> pending = CompletableFuture.completedFuture(null);

    ConsumeGate(CallStreamObserver<?> call) {
        this.call = call;
    }

    /** Returns when the client takes more; throws when the gate is closed. */
    synchronized void awaitReady() throws InterruptedException {
        while (closed == null && !call.isReady()) {
            wait();
        }
        failIfClosed();
    }

    /** The client may take more. */
    synchronized void wake() {
        notifyAll();
    }

    /** The stream's thread is about to wait for this. */
    synchronized void waitingFor(Future<?> answer) {
        pending = answer;
        if (closed != null) {
            answer.cancel(true);
        }
    }

    /** Ends the stream for a reason. */
    void close(Failure reason) {
        Future<?> waiting;
        synchronized (this) {
            closed = reason;
            waiting = pending;
            notifyAll();
        }
        waiting.cancel(true);
    }

    synchronized void failIfClosed() {
        if (closed != null) {
            throw closed.toException();
        }
    }
}
