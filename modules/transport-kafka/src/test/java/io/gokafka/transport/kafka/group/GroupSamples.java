package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** A request for each API, with every field that its version has, and a broker that answers them. */
final class GroupSamples {
    static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final String GROUP = "readers";

    private GroupSamples() {}

    static ApiMessage request(ApiKeys key, short version) {
        return switch (key) {
            case FIND_COORDINATOR ->
                version < 4
                        ? new FindCoordinatorRequestData().setKey(GROUP)
                        : new FindCoordinatorRequestData().setCoordinatorKeys(List.of(GROUP, "others"));
            case OFFSET_COMMIT -> offsetCommit(version);
            case OFFSET_FETCH -> offsetFetch(version);
            case OFFSET_DELETE -> offsetDelete();
            case JOIN_GROUP -> joinGroup(version);
            case SYNC_GROUP -> syncGroup(version);
            case HEARTBEAT ->
                new HeartbeatRequestData()
                        .setGroupId(GROUP)
                        .setMemberId("m")
                        .setGenerationId(3)
                        .setGroupInstanceId(version < 3 ? null : "i");
            case LEAVE_GROUP -> leaveGroup(version);
            case DESCRIBE_GROUPS ->
                new DescribeGroupsRequestData().setGroups(List.of(GROUP)).setIncludeAuthorizedOperations(version >= 3);
            case LIST_GROUPS ->
                new ListGroupsRequestData()
                        .setStatesFilter(version < 4 ? List.of() : List.of("stable"))
                        .setTypesFilter(version < 5 ? List.of() : List.of("classic"));
            case DELETE_GROUPS -> new DeleteGroupsRequestData().setGroupsNames(List.of(GROUP));
            case CONSUMER_GROUP_HEARTBEAT -> heartbeat(version);
            case CONSUMER_GROUP_DESCRIBE ->
                new ConsumerGroupDescribeRequestData()
                        .setGroupIds(List.of("sharers"))
                        .setIncludeAuthorizedOperations(true);
            default -> throw new AssertionError("there is no sample of " + key);
        };
    }

    static Asked broker() {
        return new Asked()
                .with(FindCoordinator.class, _ -> new FindCoordinator.Result(World.TWO))
                .with(CommitOffsets.class, _ -> new CommitOffsets.Result())
                .with(
                        FetchOffsets.class,
                        _ -> new FetchOffsets.Result(Map.of(FIRST, new CommittedOffset(1L << 40, "note", 12, 4))))
                .with(DeleteOffsets.class, _ -> new DeleteOffsets.Result(Map.of()))
                .with(
                        JoinGroup.class,
                        _ -> new JoinGroup.Joined(
                                3,
                                "consumer",
                                "range",
                                "m",
                                true,
                                "m",
                                List.of(new JoinGroup.Member("m", Optional.of("i"), new byte[] {1, 2}))))
                .with(SyncGroup.class, _ -> new SyncGroup.Result("consumer", "range", new byte[] {3}))
                .with(ClassicHeartbeat.class, _ -> new ClassicHeartbeat.Result())
                .with(
                        LeaveGroup.class,
                        request -> new LeaveGroup.Result(request.members().stream()
                                .map(_ -> Optional.<Failure>empty())
                                .toList()))
                .with(DescribeGroup.class, request -> request.group().equals(GROUP) ? classic() : consumer())
                .with(
                        ListGroups.class,
                        _ -> new ListGroups.Result(List.of(
                                new ListGroups.Group(GROUP, GroupState.STABLE, 1, GroupType.CLASSIC, "consumer"))))
                .with(DeleteGroup.class, _ -> new DeleteGroup.Result())
                .with(
                        GroupHeartbeat.class,
                        _ -> new GroupHeartbeat.Result(5, Duration.ofSeconds(3), Optional.of(List.of(FIRST))));
    }

    static DescribeGroup.Result classic() {
        DescribeGroup.Details details = new DescribeGroup.Details(
                Optional.of("i"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new DescribeGroup.Classic(new byte[] {1}, new byte[] {2})));
        return new DescribeGroup.Result(
                GROUP,
                GroupState.STABLE,
                3,
                List.of(new DescribeGroup.Member("m", "client", "/192.0.2.1", 3, List.of(), List.of(), details)),
                GroupType.CLASSIC,
                "consumer",
                "range");
    }

    static DescribeGroup.Result consumer() {
        DescribeGroup.Details details = new DescribeGroup.Details(
                Optional.empty(), Optional.of("rack"), Optional.of("ord.*"), List.of(FIRST), Optional.empty());
        return new DescribeGroup.Result(
                "sharers",
                GroupState.RECONCILING,
                7,
                List.of(new DescribeGroup.Member(
                        "m", "client", "/192.0.2.1", 6, List.of("orders"), List.of(FIRST), details)));
    }

    private static OffsetCommitRequestData offsetCommit(short version) {
        OffsetCommitRequestPartition partition = new OffsetCommitRequestPartition()
                .setPartitionIndex(0)
                .setCommittedOffset(42)
                .setCommittedMetadata(null)
                .setCommittedLeaderEpoch(version < 6 ? -1 : 4);
        OffsetCommitRequestTopic topic = new OffsetCommitRequestTopic().setPartitions(List.of(partition));
        return new OffsetCommitRequestData()
                .setGroupId(GROUP)
                .setMemberId("m")
                .setGenerationIdOrMemberEpoch(3)
                .setGroupInstanceId(version < 7 ? null : "i")
                .setRetentionTimeMs(version < 5 ? 1000 : -1)
                .setTopics(
                        List.of(version < 10 ? topic.setName("orders") : topic.setTopicId(Uuids.of(World.ORDERS_ID))));
    }

    private static OffsetFetchRequestData offsetFetch(short version) {
        OffsetFetchRequestData request = new OffsetFetchRequestData().setRequireStable(version >= 7);
        if (version < 8) {
            return request.setGroupId(GROUP)
                    .setTopics(List.of(
                            new OffsetFetchRequestTopic().setName("orders").setPartitionIndexes(List.of(0, 1))));
        }
        OffsetFetchRequestTopics topic = new OffsetFetchRequestTopics().setPartitionIndexes(List.of(0, 1));
        return request.setGroups(List.of(
                new OffsetFetchRequestGroup()
                        .setGroupId(GROUP)
                        .setMemberId(version < 9 ? null : "m")
                        .setMemberEpoch(version < 9 ? -1 : 5)
                        .setTopics(List.of(
                                version < 10 ? topic.setName("orders") : topic.setTopicId(Uuids.of(World.ORDERS_ID)))),
                new OffsetFetchRequestGroup().setGroupId("others").setTopics(null)));
    }

    private static OffsetDeleteRequestData offsetDelete() {
        OffsetDeleteRequestData request = new OffsetDeleteRequestData().setGroupId(GROUP);
        request.topics()
                .add(new OffsetDeleteRequestTopic()
                        .setName("orders")
                        .setPartitions(List.of(new OffsetDeleteRequestPartition().setPartitionIndex(0))));
        return request;
    }

    static JoinGroupRequestData joinGroup(short version) {
        JoinGroupRequestData request = new JoinGroupRequestData()
                .setGroupId(GROUP)
                .setSessionTimeoutMs(10_000)
                .setRebalanceTimeoutMs(60_000)
                .setMemberId("m")
                .setGroupInstanceId(version < 5 ? null : "i")
                .setProtocolType("consumer")
                .setReason(version < 8 ? null : "why not");
        request.protocols().add(new JoinGroupRequestProtocol().setName("range").setMetadata(new byte[] {1}));
        return request;
    }

    private static SyncGroupRequestData syncGroup(short version) {
        return new SyncGroupRequestData()
                .setGroupId(GROUP)
                .setMemberId("m")
                .setGenerationId(3)
                .setGroupInstanceId(version < 3 ? null : "i")
                .setProtocolType(version < 5 ? null : "consumer")
                .setProtocolName(version < 5 ? null : "range")
                .setAssignments(List.of(
                        new SyncGroupRequestAssignment().setMemberId("m").setAssignment(new byte[] {3})));
    }

    private static LeaveGroupRequestData leaveGroup(short version) {
        LeaveGroupRequestData request = new LeaveGroupRequestData().setGroupId(GROUP);
        return version < 3
                ? request.setMemberId("m")
                : request.setMembers(List.of(
                        new MemberIdentity().setMemberId("m").setReason(version < 5 ? null : "enough"),
                        new MemberIdentity().setMemberId("").setGroupInstanceId("i")));
    }

    private static ConsumerGroupHeartbeatRequestData heartbeat(short version) {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId("sharers")
                .setMemberId(version == 0 ? "" : "m")
                .setMemberEpoch(0)
                .setInstanceId("i")
                .setRackId("rack")
                .setRebalanceTimeoutMs(60_000)
                .setSubscribedTopicNames(List.of("orders"))
                .setSubscribedTopicRegex(version == 0 ? null : "ord.*")
                .setServerAssignor("uniform")
                .setTopicPartitions(List.of());
    }
}
