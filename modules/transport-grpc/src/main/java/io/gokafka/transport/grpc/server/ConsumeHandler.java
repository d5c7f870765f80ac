package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.Requests;
import io.gokafka.transport.grpc.codec.Failures;
import io.gokafka.transport.grpc.proto.ConsumeRequest;
import io.gokafka.transport.grpc.proto.ConsumeResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/** Opens consume streams, each with a virtual thread of its own that reads ahead of the client by one message. */
final class ConsumeHandler implements ServerCalls.ServerStreamingMethod<ConsumeRequest, ConsumeResponse> {
    private final Requests broker;
    private final Limits limits;
    private final Drain drain;

    ConsumeHandler(Requests broker, Limits limits, Drain drain) {
        this.broker = broker;
        this.limits = limits;
        this.drain = drain;
    }

    @Override
    public void invoke(ConsumeRequest message, StreamObserver<ConsumeResponse> observer) {
        ConsumePlan plan;
        try {
            plan = ConsumePlan.of(message, limits.maxFetchBytes());
        } catch (RuntimeException e) {
            observer.onError(Failures.toStatus(Answers.unreadable(e)));
            return;
        }
        ServerCallStreamObserver<ConsumeResponse> call = (ServerCallStreamObserver<ConsumeResponse>) observer;
        ConsumeCall stream = new ConsumeCall(plan, call, broker, Callers.current(), drain);
        Thread.ofVirtual().name("grpc-consume-" + message.getTopic()).start(stream);
    }
}
