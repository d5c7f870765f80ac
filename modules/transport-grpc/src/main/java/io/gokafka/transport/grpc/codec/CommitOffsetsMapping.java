package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.CommitOffsets;
import io.gokafka.transport.grpc.proto.CommitOffsetsRequest;
import io.gokafka.transport.grpc.proto.CommitOffsetsResponse;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.grpc.MethodDescriptor;

/** Storing where a group goes on reading. */
final class CommitOffsetsMapping
        implements Mapping<CommitOffsets, CommitOffsets.Result, CommitOffsetsRequest, CommitOffsetsResponse> {
    private static final MethodDescriptor<CommitOffsetsRequest, CommitOffsetsResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getCommitOffsetsMethod());

    @Override
    public Class<CommitOffsets> type() {
        return CommitOffsets.class;
    }

    @Override
    public MethodDescriptor<CommitOffsetsRequest, CommitOffsetsResponse> method() {
        return METHOD;
    }

    @Override
    public CommitOffsetsRequest write(CommitOffsets request) {
        CommitOffsetsRequest.Builder message = CommitOffsetsRequest.newBuilder()
                .setGroup(request.group())
                .addAllOffsets(GroupValues.writeOffsets(request.offsets()));
        request.member().map(GroupValues::write).ifPresent(message::setMember);
        return message.build();
    }

    @Override
    public CommitOffsets read(CommitOffsetsRequest message) {
        return new CommitOffsets(
                message.getGroup(),
                GroupValues.readMember(message.hasMember(), message.getMember()),
                GroupValues.readOffsets(message.getOffsetsList()));
    }

    @Override
    public CommitOffsetsResponse writeAnswer(CommitOffsets.Result answer) {
        return CommitOffsetsResponse.getDefaultInstance();
    }

    @Override
    public CommitOffsets.Result readAnswer(CommitOffsetsResponse message) {
        return new CommitOffsets.Result();
    }
}
