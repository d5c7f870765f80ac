package io.gokafka.transport.grpc.codec;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.transport.grpc.proto.GroupMember;
import io.gokafka.transport.grpc.proto.GroupOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offsets, states and members of groups. */
final class GroupValues {
    private static final EnumNames<GroupState, io.gokafka.transport.grpc.proto.GroupState> STATES =
            new EnumNames<>(GroupState.class, io.gokafka.transport.grpc.proto.GroupState.class, "GROUP_STATE_");

    private static final EnumNames<GroupType, io.gokafka.transport.grpc.proto.GroupType> TYPES =
            new EnumNames<>(GroupType.class, io.gokafka.transport.grpc.proto.GroupType.class, "GROUP_TYPE_");

    private GroupValues() {}

    static io.gokafka.transport.grpc.proto.GroupType write(GroupType type) {
        return TYPES.write(type);
    }

    static GroupType read(io.gokafka.transport.grpc.proto.GroupType type) {
        return TYPES.read(type).orElse(GroupType.CONSUMER);
    }

    static GroupMember write(CommitOffsets.Member member) {
        GroupMember.Builder message =
                GroupMember.newBuilder().setId(member.id()).setEpoch(member.epoch());
        member.instanceId().ifPresent(message::setInstanceId);
        return message.build();
    }

    static Optional<CommitOffsets.Member> readMember(boolean present, GroupMember message) {
        return present
                ? Optional.of(new CommitOffsets.Member(
                        message.getId(),
                        message.getEpoch(),
                        Values.text(message.hasInstanceId(), message.getInstanceId())))
                : Optional.empty();
    }

    static io.gokafka.transport.grpc.proto.GroupState write(GroupState state) {
        return STATES.write(state);
    }

    static GroupState read(io.gokafka.transport.grpc.proto.GroupState state) {
        return STATES.read(state)
                .orElseThrow(
                        () -> new IllegalArgumentException("a group is in a state that is unknown here: " + state));
    }

    static List<GroupOffset> writeOffsets(Map<TopicPartition, CommittedOffset> offsets) {
        return offsets.entrySet().stream()
                .map(e -> write(e.getKey(), e.getValue()))
                .toList();
    }

    static Map<TopicPartition, CommittedOffset> readOffsets(List<GroupOffset> messages) {
        Map<TopicPartition, CommittedOffset> offsets = HashMap.newHashMap(messages.size());
        for (GroupOffset message : messages) {
            TopicPartition partition = new TopicPartition(message.getTopic(), message.getPartition());
            if (offsets.putIfAbsent(partition, read(message)) != null) {
                throw new IllegalArgumentException("partition " + partition + " is named twice");
            }
        }
        return offsets;
    }

    private static GroupOffset write(TopicPartition partition, CommittedOffset committed) {
        GroupOffset.Builder message = GroupOffset.newBuilder()
                .setTopic(partition.topic())
                .setPartition(partition.partition())
                .setOffset(committed.offset())
                .setMetadata(committed.metadata())
                .setCommitTimeMs(committed.commitTime());
        Terms.present(committed.term()).ifPresent(message::setTerm);
        return message.build();
    }

    private static CommittedOffset read(GroupOffset message) {
        return new CommittedOffset(
                message.getOffset(),
                message.getMetadata(),
                message.getCommitTimeMs(),
                Terms.read(message.hasTerm(), message.getTerm()));
    }
}
