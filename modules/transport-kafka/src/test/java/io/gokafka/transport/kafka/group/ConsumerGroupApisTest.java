package io.gokafka.transport.kafka.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class ConsumerGroupApisTest {
    private final Asked broker = GroupSamples.broker();
    private final ConsumerGroupHeartbeatApi api = new ConsumerGroupHeartbeatApi(broker, World.TOPICS, () -> "named");

    @Test
    void memberOfTheOldestVersionIsGivenItsIdWhenItJoins() {
        ConsumerGroupHeartbeatResponseData answer = beat(joining().setMemberId(""), 0);

        assertEquals("named", answer.memberId());
        assertEquals("named", broker.only(GroupHeartbeat.class).memberId());
        assertEquals(
                Errors.INVALID_REQUEST.code(),
                beat(joining().setMemberId(""), 1).errorCode());
    }

    @Test
    void assignmentNamesTopicsByIdsAndIsLeftOutWhenUnchanged() {
        ConsumerGroupHeartbeatResponseData changed = beat(joining(), 1);
        broker.with(GroupHeartbeat.class, _ -> new GroupHeartbeat.Result(5, Duration.ofSeconds(3), Optional.empty()));
        ConsumerGroupHeartbeatResponseData unchanged = beat(joining(), 1);

        assertEquals(5, changed.memberEpoch());
        assertEquals(3000, changed.heartbeatIntervalMs());
        assertEquals(
                Uuids.of(World.ORDERS_ID),
                changed.assignment().topicPartitions().getFirst().topicId());
        assertEquals(
                List.of(0), changed.assignment().topicPartitions().getFirst().partitions());
        assertNull(unchanged.assignment());
    }

    @Test
    void partitionsThatAMemberHasAreNamedByTheirTopicsAndThoseOfDeletedTopicsAreNotWaitedFor() {
        beat(staying().setTopicPartitions(List.of(owned(Uuids.of(World.ORDERS_ID)), owned(new Uuid(9, 9)))), 1);

        assertEquals(
                Optional.of(List.of(GroupSamples.FIRST)),
                broker.only(GroupHeartbeat.class).owned());
    }

    @Test
    void whatHasNotChangedIsNotSent() {
        beat(staying(), 1);

        GroupHeartbeat asked = broker.only(GroupHeartbeat.class);
        assertEquals(Optional.empty(), asked.topics());
        assertEquals(Optional.empty(), asked.owned());
        assertEquals(GroupHeartbeat.Extras.NONE, asked.extras());
    }

    @Test
    void patternAloneIsASubscriptionToo() {
        beat(joining().setSubscribedTopicNames(null).setSubscribedTopicRegex("ord.*"), 1);

        GroupHeartbeat asked = broker.only(GroupHeartbeat.class);
        assertEquals(Optional.of(List.of()), asked.topics());
        assertEquals(Optional.of("ord.*"), asked.extras().topicPattern());
    }

    @Test
    void heartbeatsThatLackWhatTheirKindMustHaveAreRefused() {
        List<ConsumerGroupHeartbeatRequestData> malformed = List.of(
                joining().setGroupId(""),
                joining().setMemberId(""),
                joining().setInstanceId(""),
                joining().setRackId(""),
                joining().setRebalanceTimeoutMs(-1),
                joining().setTopicPartitions(null),
                joining().setSubscribedTopicNames(null),
                staying().setMemberEpoch(-3),
                staying().setMemberEpoch(-2).setInstanceId(null));

        malformed.forEach(request ->
                assertEquals(Errors.INVALID_REQUEST.code(), beat(request, 1).errorCode()));
        assertEquals(List.of(), broker.all(GroupHeartbeat.class));
    }

    @Test
    void fencedMembersAreToldSo() {
        Map<ErrorCode, Errors> expected = Map.of(
                ErrorCode.FENCED_MEMBER_EPOCH, Errors.FENCED_MEMBER_EPOCH,
                ErrorCode.UNKNOWN_MEMBER, Errors.UNKNOWN_MEMBER_ID,
                ErrorCode.UNKNOWN_GROUP, Errors.GROUP_ID_NOT_FOUND,
                ErrorCode.UNRELEASED_INSTANCE_ID, Errors.UNRELEASED_INSTANCE_ID,
                ErrorCode.FENCED_INSTANCE_ID, Errors.FENCED_INSTANCE_ID,
                ErrorCode.UNSUPPORTED_ASSIGNOR, Errors.UNSUPPORTED_ASSIGNOR,
                ErrorCode.INVALID_REGULAR_EXPRESSION, Errors.INVALID_REGULAR_EXPRESSION,
                ErrorCode.GROUP_FULL, Errors.GROUP_MAX_SIZE_REACHED,
                ErrorCode.UNAVAILABLE, Errors.COORDINATOR_NOT_AVAILABLE);

        expected.forEach((code, error) -> {
            broker.failing(code);
            assertEquals(error.code(), beat(staying(), 1).errorCode());
        });
    }

    @Test
    void groupIsDescribedWithWhatItsMembersHaveAndShallHave() {
        ConsumerGroupDescribeResponseData.DescribedGroup group = describe("sharers");
        ConsumerGroupDescribeResponseData.Member member = group.members().getFirst();

        assertEquals("Reconciling", group.groupState());
        assertEquals(7, group.groupEpoch());
        assertEquals("uniform", group.assignorName());
        assertEquals(6, member.memberEpoch());
        assertEquals("ord.*", member.subscribedTopicRegex());
        assertEquals("orders", member.assignment().topicPartitions().getFirst().topicName());
        assertEquals(
                Uuids.of(World.ORDERS_ID),
                member.targetAssignment().topicPartitions().getFirst().topicId());
        assertEquals(1, member.memberType());
    }

    @Test
    void classicGroupsAreNotFoundHere() {
        assertEquals(Errors.GROUP_ID_NOT_FOUND.code(), describe("readers").errorCode());
        assertEquals(Errors.INVALID_GROUP_ID.code(), describe("").errorCode());
    }

    private ConsumerGroupHeartbeatResponseData beat(ConsumerGroupHeartbeatRequestData request, int version) {
        return Wire.call(ConsumerGroupHeartbeatResponseData.class, api, request, version);
    }

    private ConsumerGroupDescribeResponseData.DescribedGroup describe(String group) {
        return Wire.call(
                        ConsumerGroupDescribeResponseData.class,
                        new ConsumerGroupDescribeApi(broker, World.TOPICS),
                        new ConsumerGroupDescribeRequestData().setGroupIds(List.of(group)),
                        1)
                .groups()
                .getFirst();
    }

    private static ConsumerGroupHeartbeatRequestData joining() {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId("sharers")
                .setMemberId("m")
                .setMemberEpoch(0)
                .setRebalanceTimeoutMs(60_000)
                .setSubscribedTopicNames(List.of("orders"))
                .setTopicPartitions(List.of());
    }

    private static ConsumerGroupHeartbeatRequestData staying() {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId("sharers")
                .setMemberId("m")
                .setMemberEpoch(5);
    }

    private static ConsumerGroupHeartbeatRequestData.TopicPartitions owned(Uuid topic) {
        return new ConsumerGroupHeartbeatRequestData.TopicPartitions()
                .setTopicId(topic)
                .setPartitions(List.of(0));
    }
}
