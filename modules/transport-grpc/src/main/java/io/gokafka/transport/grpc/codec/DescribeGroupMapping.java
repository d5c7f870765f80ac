package io.gokafka.transport.grpc.codec;

import com.google.protobuf.UnsafeByteOperations;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.transport.grpc.proto.ClassicMember;
import io.gokafka.transport.grpc.proto.DescribeGroupRequest;
import io.gokafka.transport.grpc.proto.DescribeGroupResponse;
import io.gokafka.transport.grpc.proto.GroupMemberDescription;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.grpc.MethodDescriptor;
import java.util.Optional;

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
                .setEpoch(answer.epoch())
                .setType(GroupValues.write(answer.type()))
                .setProtocolType(answer.protocolType())
                .setProtocol(answer.protocol());
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
                        .toList(),
                GroupValues.read(message.getType()),
                message.getProtocolType(),
                message.getProtocol());
    }

    private static GroupMemberDescription write(DescribeGroup.Member member) {
        GroupMemberDescription.Builder message = GroupMemberDescription.newBuilder()
                .setId(member.id())
                .setClientId(member.clientId())
                .setRemote(member.remote())
                .setEpoch(member.epoch())
                .addAllTopics(member.topics())
                .addAllAssigned(member.assigned().stream().map(Values::write).toList())
                .addAllTarget(member.more().target().stream().map(Values::write).toList());
        member.more().instanceId().ifPresent(message::setInstanceId);
        member.more().rack().ifPresent(message::setRack);
        member.more().topicPattern().ifPresent(message::setTopicPattern);
        member.more().classic().map(DescribeGroupMapping::write).ifPresent(message::setClassic);
        return message.build();
    }

    private static ClassicMember write(DescribeGroup.Classic classic) {
        return ClassicMember.newBuilder()
                .setMetadata(UnsafeByteOperations.unsafeWrap(classic.metadata()))
                .setAssignment(UnsafeByteOperations.unsafeWrap(classic.assignment()))
                .build();
    }

    private static DescribeGroup.Member read(GroupMemberDescription member) {
        return new DescribeGroup.Member(
                member.getId(),
                member.getClientId(),
                member.getRemote(),
                member.getEpoch(),
                member.getTopicsList(),
                member.getAssignedList().stream().map(Values::read).toList(),
                details(member));
    }

    private static DescribeGroup.Details details(GroupMemberDescription member) {
        ClassicMember classic = member.getClassic();
        return new DescribeGroup.Details(
                Values.text(member.hasInstanceId(), member.getInstanceId()),
                Values.text(member.hasRack(), member.getRack()),
                Values.text(member.hasTopicPattern(), member.getTopicPattern()),
                member.getTargetList().stream().map(Values::read).toList(),
                member.hasClassic()
                        ? Optional.of(new DescribeGroup.Classic(
                                classic.getMetadata().toByteArray(),
                                classic.getAssignment().toByteArray()))
                        : Optional.empty());
    }
}
