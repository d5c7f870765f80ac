package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.ElectLeader;
import io.gokafka.transport.grpc.proto.ElectLeaderRequest;
import io.gokafka.transport.grpc.proto.ElectLeaderResponse;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.MethodDescriptor;

/** Making the preferred replica of a partition its leader. */
final class ElectLeaderMapping
        implements Mapping<ElectLeader, ElectLeader.Result, ElectLeaderRequest, ElectLeaderResponse> {
    private static final MethodDescriptor<ElectLeaderRequest, ElectLeaderResponse> METHOD =
            Methods.aliasing(TopicsGrpc.getElectLeaderMethod());

    @Override
    public Class<ElectLeader> type() {
        return ElectLeader.class;
    }

    @Override
    public MethodDescriptor<ElectLeaderRequest, ElectLeaderResponse> method() {
        return METHOD;
    }

    @Override
    public ElectLeaderRequest write(ElectLeader request) {
        return ElectLeaderRequest.newBuilder()
                .setTopic(request.topic())
                .setPartition(request.partition())
                .build();
    }

    @Override
    public ElectLeader read(ElectLeaderRequest message) {
        return new ElectLeader(message.getTopic(), message.getPartition());
    }

    @Override
    public ElectLeaderResponse writeAnswer(ElectLeader.Result answer) {
        return ElectLeaderResponse.getDefaultInstance();
    }

    @Override
    public ElectLeader.Result readAnswer(ElectLeaderResponse message) {
        return new ElectLeader.Result();
    }
}
