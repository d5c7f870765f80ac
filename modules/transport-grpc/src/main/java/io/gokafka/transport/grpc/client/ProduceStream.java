package io.gokafka.transport.grpc.client;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestContext;
import io.gokafka.transport.grpc.codec.Failures;
import io.gokafka.transport.grpc.codec.Headers;
import io.gokafka.transport.grpc.codec.Methods;
import io.gokafka.transport.grpc.proto.ProduceStreamRequest;
import io.gokafka.transport.grpc.proto.ProduceStreamResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One produce stream, from its opening until it breaks.
 *
 * <p>Nothing is handed to gRPC before the connection takes it: so it is known of each request whether it may have reached the
 * broker, which decides between "unavailable" and "indeterminate" when the stream breaks. State is guarded by this object's
 * lock; answers are completed without it.
 */
final class ProduceStream extends ClientCall.Listener<ProduceStreamResponse> {
    /** Until the broker has named its limit, nothing larger than this is sent: it would break the stream for all. */
    private static final int UNCHECKED_BYTES = 1 << 20;

    private static final long CHECK_EXPIRY_MILLIS = 500;

    private final String who;
    private final ClientCall<ProduceStreamRequest, ProduceStreamResponse> call;
    private final Deque<PendingProduce> unsent = new ArrayDeque<>();
    private final Map<Long, PendingProduce> sent = new LinkedHashMap<>();
    private Optional<Integer> limit = Optional.empty();
    private long correlation;
    private boolean broken;
    private @Nullable Future<?> watchdog;

    private ProduceStream(String who, ClientCall<ProduceStreamRequest, ProduceStreamResponse> call) {
        this.who = who;
        this.call = call;
    }

    static ProduceStream open(String who, Channel channel, ClientThreads threads, RequestContext context) {
        ClientCall<ProduceStreamRequest, ProduceStreamResponse> call =
                channel.newCall(Methods.PRODUCE_STREAM, CallOptions.DEFAULT);
        ProduceStream stream = new ProduceStream(who, call);
        call.start(stream, Headers.ofClient(context.clientId()));
        call.request(Integer.MAX_VALUE); // answers are small, and no more than requests
        stream.watch(threads.sockets()
                .scheduleWithFixedDelay(
                        stream::expire, CHECK_EXPIRY_MILLIS, CHECK_EXPIRY_MILLIS, TimeUnit.MILLISECONDS));
        return stream;
    }

    private synchronized void watch(Future<?> started) {
        watchdog = started;
        if (broken) {
            started.cancel(false);
        }
    }

    /** Sends a request after those before it; false when the stream is broken. */
    boolean offer(PendingProduce pending) {
        synchronized (this) {
            if (broken) {
                return false;
            }
            unsent.add(pending);
        }
        send();
        return true;
    }

    @Override
    public void onReady() {
        send();
    }

    @Override
    public void onHeaders(Metadata headers) {
        synchronized (this) {
            limit = Headers.limit(headers).or(() -> Optional.of(Integer.MAX_VALUE));
        }
        send();
    }

    /** Sends what the connection takes. */
    private void send() {
        List<PendingProduce> tooLarge = new ArrayList<>();
        synchronized (this) {
            while (!unsent.isEmpty() && !broken && call.isReady()) {
                int size = unsent.getFirst().message().getSerializedSize() + 32;
                if (limit.isEmpty() && size > UNCHECKED_BYTES) {
                    break; // the headers come soon
                }
                PendingProduce next = unsent.removeFirst();
                if (size > limit.orElse(UNCHECKED_BYTES)) {
                    tooLarge.add(next);
                } else if (!next.answer().isDone()) {
                    sent.put(++correlation, next);
                    call.sendMessage(message(next));
                }
            }
        }
        tooLarge.forEach(p -> p.fail(Failure.of(
                ErrorCode.RECORD_TOO_LARGE,
                "a batch of " + p.message().getBatch().size() + " bytes is larger than what " + who + " takes")));
    }

    private ProduceStreamRequest message(PendingProduce pending) {
        return ProduceStreamRequest.newBuilder()
                .setCorrelation(correlation)
                .setRequest(pending.message())
                .build();
    }

    @Override
    public void onMessage(ProduceStreamResponse response) {
        PendingProduce pending;
        synchronized (this) {
            pending = sent.remove(response.getCorrelation());
        }
        if (pending != null) {
            pending.complete(response);
        }
    }

    /** A broker that does not even say that the time is up is no broker to wait for. */
    private void expire() {
        List<PendingProduce> lost = new ArrayList<>();
        List<PendingProduce> never = new ArrayList<>();
        long now = System.nanoTime();
        synchronized (this) {
            sent.values().removeIf(p -> p.isExpired(now) && lost.add(p));
            unsent.removeIf(p -> p.isExpired(now) && never.add(p));
        }
        String reason = who + " did not answer in time";
        lost.forEach(p -> p.fail(Failure.of(ErrorCode.INDETERMINATE, reason)));
        never.forEach(p -> p.fail(Failure.of(ErrorCode.UNAVAILABLE, reason + "; the request was not sent")));
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        List<PendingProduce> lost;
        List<PendingProduce> never;
        synchronized (this) {
            broken = true;
            lost = List.copyOf(sent.values());
            never = List.copyOf(unsent);
            sent.clear();
            unsent.clear();
            if (watchdog != null) {
                watchdog.cancel(false);
            }
        }
        Failure failure = Failures.detail(trailers).orElseGet(() -> Failures.guess(status, who));
        boolean nothingDone =
                Failures.detail(trailers).isPresent() // the broker stops, and has answered what it accepted
                        || failure.code() == ErrorCode.UNSUPPORTED;
        Failure unknown =
                Failure.of(ErrorCode.INDETERMINATE, failure.message() + "; the request may have been carried out");
        lost.forEach(p -> p.fail(nothingDone ? failure : unknown));
        never.forEach(p -> p.fail(unreachable(failure)));
    }

    /** What was never sent was not done, whatever the reason. */
    private static Failure unreachable(Failure failure) {
        return failure.code() == ErrorCode.UNSUPPORTED
                ? failure
                : Failure.of(ErrorCode.UNAVAILABLE, failure.message() + "; the request was not sent");
    }

    /** Breaks it. */
    void cancel() {
        call.cancel("the client is closed", null);
    }
}
