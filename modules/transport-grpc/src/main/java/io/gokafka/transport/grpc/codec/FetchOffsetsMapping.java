package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.FetchOffsets;
import io.gokafka.transport.grpc.proto.FetchOffsetsRequest;
import io.gokafka.transport.grpc.proto.FetchOffsetsResponse;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.grpc.MethodDescriptor;

/** Reading where a group goes on reading. */
final class FetchOffsetsMapping
        implements Mapping<FetchOffsets, FetchOffsets.Result, FetchOffsetsRequest, FetchOffsetsResponse> {
    private static final MethodDescriptor<FetchOffsetsRequest, FetchOffsetsResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getFetchOffsetsMethod());

    @Override
    public Class<FetchOffsets> type() {
        return FetchOffsets.class;
    }

    @Override
    public MethodDescriptor<FetchOffsetsRequest, FetchOffsetsResponse> method() {
        return METHOD;
    }

    @Override
    public FetchOffsetsRequest write(FetchOffsets request) {
        FetchOffsetsRequest.Builder message = FetchOffsetsRequest.newBuilder().setGroup(request.group());
        request.partitions().map(Values::write).ifPresent(message::setPartitions);
        request.member().map(GroupValues::write).ifPresent(message::setMember);
        return message.build();
    }

    @Override
    public FetchOffsets read(FetchOffsetsRequest message) {
        return new FetchOffsets(
                message.getGroup(),
                Values.read(message.hasPartitions(), message.getPartitions()),
                GroupValues.readMember(message.hasMember(), message.getMember()));
    }

    @Override
    public FetchOffsetsResponse writeAnswer(FetchOffsets.Result answer) {
        return FetchOffsetsResponse.newBuilder()
                .addAllOffsets(GroupValues.writeOffsets(answer.offsets()))
                .build();
    }

    @Override
    public FetchOffsets.Result readAnswer(FetchOffsetsResponse message) {
        return new FetchOffsets.Result(GroupValues.readOffsets(message.getOffsetsList()));
    }
}
