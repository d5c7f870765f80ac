package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.Requests;
import io.gokafka.transport.grpc.codec.Headers;
import io.gokafka.transport.grpc.proto.ProduceStreamRequest;
import io.gokafka.transport.grpc.proto.ProduceStreamResponse;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;

/** Opens produce streams. */
final class ProduceStreamHandler implements ServerCallHandler<ProduceStreamRequest, ProduceStreamResponse> {
    private final Requests broker;
    private final Limits limits;
    private final Drain drain;

    ProduceStreamHandler(Requests broker, Limits limits, Drain drain) {
        this.broker = broker;
        this.limits = limits;
        this.drain = drain;
    }

    @Override
    public ServerCall.Listener<ProduceStreamRequest> startCall(
            ServerCall<ProduceStreamRequest, ProduceStreamResponse> call, Metadata headers) {
        call.sendHeaders(Headers.ofLimit(limits.maxRequestBytes()));
        ProduceStreamCall stream = new ProduceStreamCall(call, broker, Callers.current(), limits.requests(), drain);
        stream.open();
        return stream;
    }
}
