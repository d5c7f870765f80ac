package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.DescribeGroup;
import io.gokafka.transport.grpc.proto.DescribeGroupRequest;
import io.gokafka.transport.grpc.proto.DescribeGroupResponse;
import io.gokafka.transport.grpc.proto.GroupMemberDescription;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.grpc.MethodDescriptor;

/** Describing a group. */
final class DescribeGroupMapping
        implements Mapping<DescribeGroup, DescribeGroup.Result, DescribeGroupRequest, DescribeGroupResponse> {
    private static final MethodDescriptor<DescribeGroupRequest, DescribeGroupResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getDescribeGroupMethod());

    @Override
    public Class<DescribeGroup> type() {
        return DescribeGroup.class;
    }

    @Override
    public MethodDescriptor<DescribeGroupRequest, DescribeGroupResponse> method() {
        return METHOD;
    }

    @Override
    public DescribeGroupRequest write(DescribeGroup request) {
        return DescribeGroupRequest.newBuilder().setGroup(request.group()).build();
    }

    @Override
    public DescribeGroup read(DescribeGroupRequest message) {
        return new DescribeGroup(message.getGroup());
    }

    @Override
    public DescribeGroupResponse writeAnswer(DescribeGroup.Result answer) {
        DescribeGroupResponse.Builder message = DescribeGroupResponse.newBuilder()
                .setName(answer.name())
                .setState(GroupValues.write(answer.state()))
                .setEpoch(answer.epoch());
        answer.members().forEach(member -> message.addMembers(write(member)));
        return message.build();
    }

    @Override
    public DescribeGroup.Result readAnswer(DescribeGroupResponse message) {
        return new DescribeGroup.Result(
                message.getName(),
                GroupValues.read(message.getState()),
                message.getEpoch(),
                message.getMembersList().stream()
                        .map(DescribeGroupMapping::read)
                        .toList());
    }

    private static GroupMemberDescription write(DescribeGroup.Member member) {
        return GroupMemberDescription.newBuilder()
                .setId(member.id())
                .setClientId(member.clientId())
                .setRemote(member.remote())
                .setEpoch(member.epoch())
                .addAllTopics(member.topics())
                .addAllAssigned(member.assigned().stream().map(Values::write).toList())
                .build();
    }

    private static DescribeGroup.Member read(GroupMemberDescription member) {
        return new DescribeGroup.Member(
                member.getId(),
                member.getClientId(),
                member.getRemote(),
                member.getEpoch(),
                member.getTopicsList(),
                member.getAssignedList().stream().map(Values::read).toList());
    }
}
