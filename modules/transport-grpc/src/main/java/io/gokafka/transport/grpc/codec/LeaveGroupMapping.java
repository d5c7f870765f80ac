package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.Failure;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.gokafka.transport.grpc.proto.RemoveMembersRequest;
import io.gokafka.transport.grpc.proto.RemoveMembersResponse;
import io.gokafka.transport.grpc.proto.RemovedMember;
import io.gokafka.transport.grpc.proto.RemovedMemberResult;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/** Taking members out of a group. */
final class LeaveGroupMapping
        implements Mapping<LeaveGroup, LeaveGroup.Result, RemoveMembersRequest, RemoveMembersResponse> {
    private static final MethodDescriptor<RemoveMembersRequest, RemoveMembersResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getRemoveMembersMethod());

    @Override
    public Class<LeaveGroup> type() {
        return LeaveGroup.class;
    }

    @Override
    public MethodDescriptor<RemoveMembersRequest, RemoveMembersResponse> method() {
        return METHOD;
    }

    @Override
    public RemoveMembersRequest write(LeaveGroup request) {
        RemoveMembersRequest.Builder message = RemoveMembersRequest.newBuilder().setGroup(request.group());
        request.members().forEach(member -> message.addMembers(write(member)));
        return message.build();
    }

    @Override
    public LeaveGroup read(RemoveMembersRequest message) {
        return new LeaveGroup(
                message.getGroup(),
                message.getMembersList().stream().map(LeaveGroupMapping::read).toList());
    }

    @Override
    public RemoveMembersResponse writeAnswer(LeaveGroup.Result answer) {
        RemoveMembersResponse.Builder message = RemoveMembersResponse.newBuilder();
        answer.failures().forEach(failure -> message.addResults(write(failure)));
        return message.build();
    }

    @Override
    public LeaveGroup.Result readAnswer(RemoveMembersResponse message) {
        return new LeaveGroup.Result(
                message.getResultsList().stream().map(LeaveGroupMapping::read).toList());
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    private static RemovedMember write(LeaveGroup.Member member) {
        RemovedMember.Builder message =
                RemovedMember.newBuilder().setId(member.id()).setReason(member.reason());
        member.instanceId().ifPresent(message::setInstanceId);
        return message.build();
    }

    private static LeaveGroup.Member read(RemovedMember message) {
        return new LeaveGroup.Member(
                message.getId(), Values.text(message.hasInstanceId(), message.getInstanceId()), message.getReason());
    }

    private static RemovedMemberResult write(Optional<Failure> failure) {
        RemovedMemberResult.Builder message = RemovedMemberResult.newBuilder();
        failure.map(Failures::write).ifPresent(message::setError);
        return message.build();
    }

    private static Optional<Failure> read(RemovedMemberResult message) {
        return message.hasError() ? Optional.of(Failures.read(message.getError())) : Optional.empty();
    }
}
