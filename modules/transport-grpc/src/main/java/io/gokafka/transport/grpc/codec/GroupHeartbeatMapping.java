package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.transport.grpc.proto.GroupHeartbeatRequest;
import io.gokafka.transport.grpc.proto.GroupHeartbeatResponse;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.gokafka.transport.grpc.proto.TopicNames;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A member's sign of life, and what it is told. Absent and empty lists differ. */
final class GroupHeartbeatMapping
        implements Mapping<GroupHeartbeat, GroupHeartbeat.Result, GroupHeartbeatRequest, GroupHeartbeatResponse> {
    private static final MethodDescriptor<GroupHeartbeatRequest, GroupHeartbeatResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getGroupHeartbeatMethod());

    @Override
    public Class<GroupHeartbeat> type() {
        return GroupHeartbeat.class;
    }

    @Override
    public MethodDescriptor<GroupHeartbeatRequest, GroupHeartbeatResponse> method() {
        return METHOD;
    }

    @Override
    public GroupHeartbeatRequest write(GroupHeartbeat request) {
        GroupHeartbeatRequest.Builder message = GroupHeartbeatRequest.newBuilder()
                .setGroup(request.group())
                .setMemberId(request.memberId())
                .setMemberEpoch(request.memberEpoch())
                .setRebalanceTimeoutMs(Values.millis(request.rebalanceTimeout()));
        request.topics()
                .ifPresent(topics -> message.setTopics(TopicNames.newBuilder().addAllNames(topics)));
        request.owned().map(Values::write).ifPresent(message::setOwned);
        request.extras().instanceId().ifPresent(message::setInstanceId);
        request.extras().rack().ifPresent(message::setRack);
        request.extras().topicPattern().ifPresent(message::setTopicPattern);
        request.extras().assignor().ifPresent(message::setAssignor);
        return message.build();
    }

    @Override
    public GroupHeartbeat read(GroupHeartbeatRequest message) {
        return new GroupHeartbeat(
                message.getGroup(),
                message.getMemberId(),
                message.getMemberEpoch(),
                Duration.ofMillis(message.getRebalanceTimeoutMs()),
                message.hasTopics()
                        ? Optional.of(List.copyOf(message.getTopics().getNamesList()))
                        : Optional.empty(),
                Values.read(message.hasOwned(), message.getOwned()),
                extras(message));
    }

    @Override
    public GroupHeartbeatResponse writeAnswer(GroupHeartbeat.Result answer) {
        GroupHeartbeatResponse.Builder message = GroupHeartbeatResponse.newBuilder()
                .setMemberEpoch(answer.memberEpoch())
                .setHeartbeatIntervalMs(Values.millis(answer.heartbeatInterval()));
        answer.assignment().map(Values::write).ifPresent(message::setAssignment);
        return message.build();
    }

    @Override
    public GroupHeartbeat.Result readAnswer(GroupHeartbeatResponse message) {
        return new GroupHeartbeat.Result(
                message.getMemberEpoch(),
                Duration.ofMillis(message.getHeartbeatIntervalMs()),
                Values.read(message.hasAssignment(), message.getAssignment()));
    }

    private static GroupHeartbeat.Extras extras(GroupHeartbeatRequest message) {
        return new GroupHeartbeat.Extras(
                Values.text(message.hasInstanceId(), message.getInstanceId()),
                Values.text(message.hasRack(), message.getRack()),
                Values.text(message.hasTopicPattern(), message.getTopicPattern()),
                Values.text(message.hasAssignor(), message.getAssignor()));
    }
}
