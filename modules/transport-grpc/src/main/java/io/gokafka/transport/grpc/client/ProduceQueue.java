package io.gokafka.transport.grpc.client;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is to be appended at one broker: bounded, so that {@link #submit} waits when too much is not yet answered, and sent
 * through one stream, which is opened again after it broke.
 *
 * <p>The stream carries the client id of the request that opened it: a process has one.
 */
final class ProduceQueue implements AutoCloseable {
    private final String who;
    private final int capacity;
    private final Semaphore room;
    private final ChannelSlot channels;
    private final ClientThreads threads;
    private @Nullable ProduceStream stream;

    ProduceQueue(String who, ClientSettings settings, ChannelSlot channels, ClientThreads threads) {
        this.who = who;
        this.channels = channels;
        this.threads = threads;
        capacity = settings.maxInFlightBytes();
        room = new Semaphore(capacity, true);
    }

    CompletableFuture<Produce.Result> submit(Produce produce, RequestContext context) {
        int size = Math.min(produce.batch().sizeInBytes(), capacity);
        awaitRoom(size, produce);
        PendingProduce pending = new PendingProduce(produce);
        var _ = pending.answer().whenComplete((_, _) -> room.release(size));
        try {
            send(pending, context);
        } catch (RuntimeException e) {
            pending.answer().completeExceptionally(e);
        }
        return pending.answer();
    }

    private void awaitRoom(int size, Produce produce) {
        try {
            if (!room.tryAcquire(size, produce.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RequestException(
                        ErrorCode.OVERLOADED, who + " has not answered earlier requests: this one was not sent");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RequestException(ErrorCode.UNAVAILABLE, "interrupted before the request was sent");
        }
    }

    /** One thread at a time, so that a stream that breaks now is replaced once. */
    private synchronized void send(PendingProduce pending, RequestContext context) {
        ProduceStream open = stream;
        if (open == null || !open.offer(pending)) {
            open = ProduceStream.open(who, channels.current(), threads, context);
            stream = open;
            if (!open.offer(pending)) {
                pending.fail(Failure.of(ErrorCode.UNAVAILABLE, who + " cannot be reached: the stream broke at once"));
            }
        }
    }

    @Override
    public void close() {
        ProduceStream open;
        synchronized (this) {
            open = stream;
        }
        if (open != null) {
            open.cancel();
        }
    }
}
