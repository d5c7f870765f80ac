package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.transport.grpc.codec.Failures;
import io.gokafka.transport.grpc.proto.ConsumeResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One consume stream: polls the broker and cuts what it gets into messages, on a thread of its own.
 *
 * <p>It polls only when the client has taken what was sent, so that a slow client costs one message of memory and no open
 * slice. That thread alone sends; gRPC's threads only wake it.
 */
final class ConsumeCall implements Runnable {
    private final ConsumePlan plan;
    private final ServerCallStreamObserver<ConsumeResponse> call;
    private final Requests broker;
    private final RequestContext caller;
    private final Drain drain;
    private final ConsumeGate gate;

    ConsumeCall(
            ConsumePlan plan,
            ServerCallStreamObserver<ConsumeResponse> call,
            Requests broker,
            RequestContext caller,
            Drain drain) {
        this.plan = plan;
        this.call = call;
        this.broker = broker;
        this.caller = caller;
        this.drain = drain;
        gate = new ConsumeGate(call);
        call.setOnReadyHandler(gate::wake);
        call.setOnCancelHandler(() -> gate.close(Failure.of(ErrorCode.UNAVAILABLE, "the client is gone")));
    }

    @Override
    public void run() {
        Runnable stop = () -> gate.close(Drain.FAILURE);
        drain.onBegin(stop);
        try {
            follow(start());
            call.onCompleted();
        } catch (InterruptedException | RuntimeException e) {
            call.onError(Failures.toStatus(Answers.failure(e)));
        } finally {
            drain.forget(stop);
        }
    }

    private long start() throws InterruptedException {
        Optional<ListOffsets> query = plan.query();
        return query.isEmpty() ? plan.offset() : ask(query.get()).offset();
    }

    private void follow(long start) throws InterruptedException {
        ConsumePosition position = new ConsumePosition(start, plan);
        do {
            gate.awaitReady();
            try (Fetch.Result fetched = ask(plan.fetch(position.offset()))) {
                send(fetched.partitions().getFirst(), position);
            }
        } while (!position.isAtEnd());
    }

    private void send(Fetch.PartitionResult fetched, ConsumePosition position) throws InterruptedException {
        if (fetched.failure().isPresent()) {
            throw fetched.failure().get().toException();
        }
        position.advance(fetched, message -> {
            gate.awaitReady(); // a compressed batch may unfold to many messages
            call.onNext(message);
        });
    }

    /** Asks the broker, and gives the request up when the stream ends. */
    private <R extends Response> R ask(Request<R> request) throws InterruptedException {
        CompletableFuture<R> answer = broker.submit(request, caller);
        gate.waitingFor(answer);
        try {
            return Answers.await(answer);
        } catch (RequestException e) {
            gate.failIfClosed(); // the reason for giving up, rather than that it was given up
            throw e;
        }
    }
}
