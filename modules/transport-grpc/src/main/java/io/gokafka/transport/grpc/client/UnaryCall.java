package io.gokafka.transport.grpc.client;

import com.google.protobuf.Message;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import io.gokafka.transport.grpc.codec.Failures;
import io.gokafka.transport.grpc.codec.Headers;
import io.gokafka.transport.grpc.codec.Mapping;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. gRPC's callbacks come one after the other.
 *
 * @param <T> the kind of request
 * @param <R> the answer
 * @param <Q> the request's message
 * @param <A> the answer's message
 */
final class UnaryCall<T extends Request<R>, R extends Response, Q extends Message, A extends Message>
        extends ClientCall.Listener<A> {
    private final Mapping<T, R, Q, A> mapping;
    private final T request;
    private final String who;
    private final Departure departure = new Departure();
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private @Nullable A message;

    UnaryCall(Mapping<T, R, Q, A> mapping, T request, String who) {
        this.mapping = mapping;
        this.request = request;
        this.who = who;
    }

    CompletableFuture<R> start(Channel channel, RequestContext context, Duration usualPatience) {
        Duration patience = mapping.patience(request, usualPatience);
        ClientCall<Q, A> call = channel.newCall(
                mapping.method(),
                CallOptions.DEFAULT
                        .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .withStreamTracerFactory(departure));
        var _ = answer.whenComplete((_, _) -> {
            if (answer.isCancelled()) {
                call.cancel("given up by the caller", null);
            }
        });
        try {
            call.start(this, Headers.ofClient(context.clientId()));
        } catch (RejectedExecutionException e) {
            // The client was closed since the channel was asked for: gRPC has sent nothing, and finds no thread to say
            // so on.
            answer.completeExceptionally(new RequestException(ErrorCode.UNAVAILABLE, "the client is closed"));
            return answer;
        }
        call.request(2); // one more than there is, so that the end is not waited for
        call.sendMessage(mapping.write(request));
        call.halfClose();
        return answer;
    }

    @Override
    public void onMessage(A received) {
        message = received;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        A received = message;
        if (!status.isOk() || received == null) {
            answer.completeExceptionally(failure(status, trailers).toException());
            return;
        }
        try {
            answer.complete(mapping.readAnswer(received));
        } catch (RuntimeException e) {
            answer.completeExceptionally(
                    Failure.of(ErrorCode.INTERNAL, who + " sent an answer that cannot be read: " + e.getMessage())
                            .toException());
        }
    }

    private Failure failure(Status status, Metadata trailers) {
        return Failures.detail(trailers).orElseGet(() -> {
            Failure guess = Failures.guess(status, who);
            return guess.code() == ErrorCode.UNAVAILABLE && departure.hasLeft() && !mapping.isRepeatable()
                    ? Failure.of(ErrorCode.INDETERMINATE, guess.message() + "; the request may have been carried out")
                    : guess;
        });
    }
}
