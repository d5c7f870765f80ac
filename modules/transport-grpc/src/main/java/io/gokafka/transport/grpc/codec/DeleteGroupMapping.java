package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.DeleteGroup;
import io.gokafka.transport.grpc.proto.DeleteGroupRequest;
import io.gokafka.transport.grpc.proto.DeleteGroupResponse;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.grpc.MethodDescriptor;

/** Forgetting a group. */
final class DeleteGroupMapping
        implements Mapping<DeleteGroup, DeleteGroup.Result, DeleteGroupRequest, DeleteGroupResponse> {
    private static final MethodDescriptor<DeleteGroupRequest, DeleteGroupResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getDeleteGroupMethod());

    @Override
    public Class<DeleteGroup> type() {
        return DeleteGroup.class;
    }

    @Override
    public MethodDescriptor<DeleteGroupRequest, DeleteGroupResponse> method() {
        return METHOD;
    }

    @Override
    public DeleteGroupRequest write(DeleteGroup request) {
        return DeleteGroupRequest.newBuilder().setGroup(request.group()).build();
    }

    @Override
    public DeleteGroup read(DeleteGroupRequest message) {
        return new DeleteGroup(message.getGroup());
    }

    @Override
    public DeleteGroupResponse writeAnswer(DeleteGroup.Result answer) {
        return DeleteGroupResponse.getDefaultInstance();
    }

    @Override
    public DeleteGroup.Result readAnswer(DeleteGroupResponse message) {
        return new DeleteGroup.Result();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }
}
