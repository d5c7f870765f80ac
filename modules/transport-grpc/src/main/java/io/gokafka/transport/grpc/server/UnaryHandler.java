package io.gokafka.transport.grpc.server;

import com.google.protobuf.Message;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.transport.grpc.codec.Failures;
import io.gokafka.transport.grpc.codec.Mapping;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/**
 * Carries out one kind of request, a call each, on the call's own virtual thread, which waits for the answer.
 *
 * @param <T> the kind of request
 * @param <R> the answer
 * @param <Q> the request's message
 * @param <A> the answer's message
 */
final class UnaryHandler<T extends Request<R>, R extends Response, Q extends Message, A extends Message>
        implements ServerCalls.UnaryMethod<Q, A> {
    private static final int SMALL = 4 << 10;

    private final Mapping<T, R, Q, A> mapping;
    private final Requests broker;
    private final Limits limits;
    private final Drain drain;

    UnaryHandler(Mapping<T, R, Q, A> mapping, Requests broker, Limits limits, Drain drain) {
        this.mapping = mapping;
        this.broker = broker;
        this.limits = limits;
        this.drain = drain;
    }

    @Override
    public void invoke(Q message, StreamObserver<A> observer) {
        ServerCallStreamObserver<A> call = (ServerCallStreamObserver<A>) observer;
        call.setOnCancelHandler(() -> {}); // an answer that no one waits for is dropped rather than refused
        try (MemoryBudget.Share _ = limits.requests().take(weight(message))) {
            if (drain.hasBegun()) {
                throw Drain.FAILURE.toException();
            }
            carryOut(read(message), call);
        } catch (InterruptedException | RuntimeException e) {
            call.onError(Failures.toStatus(Answers.failure(e)));
        }
    }

    /** Small requests pass even when appends have taken all memory: heartbeats and commits must not wait for them. */
    private static long weight(Message message) {
        int bytes = message.getSerializedSize();
        return bytes > SMALL ? bytes : 0;
    }

    private T read(Q message) {
        try {
            return mapping.read(message);
        } catch (RuntimeException e) {
            throw Answers.unreadable(e).toException();
        }
    }

    private void carryOut(T request, ServerCallStreamObserver<A> call) throws InterruptedException {
        CompletableFuture<R> answer = broker.submit(request, Callers.current());
        Runnable giveUp = () -> answer.cancel(true);
        Context.CancellationListener gone = _ -> giveUp.run();
        Context context = Context.current();
        context.addListener(gone, Runnable::run);
        if (request instanceof Fetch) {
            drain.onBegin(giveUp); // it may wait for long; all others end by themselves
        }
        try {
            answer(Answers.await(answer), call);
        } finally {
            context.removeListener(gone);
            drain.forget(giveUp);
        }
    }

    private void answer(R answer, ServerCallStreamObserver<A> call) throws InterruptedException {
        try (AnswerMemory held = AnswerMemory.of(answer, limits.answers())) {
            held.untilSent(call);
            call.onNext(mapping.writeAnswer(answer)); // serialized when this returns
            call.onCompleted();
        }
    }
}
