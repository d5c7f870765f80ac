package io.gokafka.transport.grpc.codec;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.RemoveBrokerRequest;
import io.gokafka.transport.grpc.proto.RemoveBrokerResponse;
import io.grpc.MethodDescriptor;
import java.time.Duration;

/** A broker that stops being a member. */
final class RemoveBrokerMapping
        implements Mapping<RemoveBroker, RemoveBroker.Result, RemoveBrokerRequest, RemoveBrokerResponse> {
    private static final MethodDescriptor<RemoveBrokerRequest, RemoveBrokerResponse> METHOD =
            Methods.aliasing(ClusterGrpc.getRemoveBrokerMethod());

    @Override
    public Class<RemoveBroker> type() {
        return RemoveBroker.class;
    }

    @Override
    public MethodDescriptor<RemoveBrokerRequest, RemoveBrokerResponse> method() {
        return METHOD;
    }

    @Override
    public RemoveBrokerRequest write(RemoveBroker request) {
        return RemoveBrokerRequest.newBuilder().setId(request.id().value()).build();
    }

    @Override
    public RemoveBroker read(RemoveBrokerRequest message) {
        return new RemoveBroker(new BrokerId(message.getId()));
    }

    @Override
    public RemoveBrokerResponse writeAnswer(RemoveBroker.Result answer) {
        return RemoveBrokerResponse.getDefaultInstance();
    }

    @Override
    public RemoveBroker.Result readAnswer(RemoveBrokerResponse message) {
        return new RemoveBroker.Result();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    /** Its replicas are copied to other brokers first, which takes as long as there is data. */
    @Override
    public Duration patience(RemoveBroker request, Duration usual) {
        return usual.multipliedBy(60);
    }
}
