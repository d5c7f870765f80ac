package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.GroupHeartbeat;
import java.util.Optional;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.jspecify.annotations.Nullable;

/** Whether a heartbeat has the fields that its kind must have. What their values may be is the coordinator's business. */
final class HeartbeatCheck {
    /** Before, members were given their ids. */
    private static final short OWN_MEMBER_ID = 1;

    private static final int NOT_SET = -1;

    private HeartbeatCheck() {}

    /** What is wrong; empty when nothing is. */
    static Optional<String> problem(ConsumerGroupHeartbeatRequestData request, short version) {
        boolean joins = request.memberEpoch() == GroupHeartbeat.JOIN;
        if (request.groupId().isEmpty()) {
            return Optional.of("the group has no name");
        }
        if (request.memberId().isEmpty() && (!joins || version >= OWN_MEMBER_ID)) {
            return Optional.of("the member has no id");
        }
        if (isEmpty(request.instanceId()) || isEmpty(request.rackId())) {
            return Optional.of("instance id and rack id must not be empty: leave them out instead");
        }
        return joins ? joining(request) : going(request);
    }

    private static Optional<String> joining(ConsumerGroupHeartbeatRequestData request) {
        if (request.rebalanceTimeoutMs() == NOT_SET) {
            return Optional.of("a member that joins must say its rebalance timeout");
        }
        if (request.topicPartitions() == null || !request.topicPartitions().isEmpty()) {
            return Optional.of("a member that joins must say that it has no partitions");
        }
        if (request.subscribedTopicNames() == null && request.subscribedTopicRegex() == null) {
            return Optional.of("a member that joins must say which topics it wants");
        }
        return Optional.empty();
    }

    private static Optional<String> going(ConsumerGroupHeartbeatRequestData request) {
        if (request.memberEpoch() < GroupHeartbeat.LEAVE_FOR_A_MOMENT) {
            return Optional.of("there is no member epoch " + request.memberEpoch());
        }
        if (request.memberEpoch() == GroupHeartbeat.LEAVE_FOR_A_MOMENT && request.instanceId() == null) {
            return Optional.of("only a member with an instance id leaves for a moment");
        }
        return Optional.empty();
    }

    private static boolean isEmpty(@Nullable String text) {
        return text != null && text.isEmpty();
    }
}
