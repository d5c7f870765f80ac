package io.gokafka.transport.kafka.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.BrokerInfo;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.Metadata;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class GroupAdminApisTest {
    private final Asked broker = GroupSamples.broker();

    @Test
    void coordinatorIsToldByNumberAndKafkaAddress() {
        FindCoordinatorResponseData single = find(new FindCoordinatorRequestData().setKey("readers"), 3);
        List<Coordinator> many = find(
                        new FindCoordinatorRequestData().setCoordinatorKeys(List.of("readers", "others")), 6)
                .coordinators();

        assertEquals("2 two.example 29092", single.nodeId() + " " + single.host() + " " + single.port());
        assertEquals(
                List.of("readers", "others"),
                many.stream().map(Coordinator::key).toList());
        assertEquals(2, many.getLast().nodeId());
    }

    @Test
    void coordinatorWithoutAKafkaListenerIsNotAvailable() {
        BrokerInfo deaf = new BrokerInfo(World.ONE.id(), 1, Map.of(), true);
        broker.with(FindCoordinator.class, _ -> new FindCoordinator.Result(deaf))
                .failing(Metadata.class, ErrorCode.UNAVAILABLE);

        assertEquals(
                Errors.COORDINATOR_NOT_AVAILABLE.code(),
                find(new FindCoordinatorRequestData().setKey("readers"), 0).errorCode());
    }

    @Test
    void coordinatorsOfTransactionsAndSharesAreRefusedForGood() {
        FindCoordinatorResponseData transaction =
                find(new FindCoordinatorRequestData().setKey("t").setKeyType((byte) 1), 2);
        Coordinator share = find(
                        new FindCoordinatorRequestData()
                                .setCoordinatorKeys(List.of("s"))
                                .setKeyType((byte) 2),
                        6)
                .coordinators()
                .getFirst();

        assertEquals(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED.code(), transaction.errorCode());
        assertEquals("transactions are not supported yet", transaction.errorMessage());
        assertEquals(Errors.INVALID_REQUEST.code(), share.errorCode());
        assertEquals(List.of(), broker.all(FindCoordinator.class));
    }

    @Test
    void stableClassicGroupTellsWhatItsMembersHave() {
        DescribeGroupsResponseData.DescribedGroup group = describe("readers", 6);

        assertEquals("Stable", group.groupState());
        assertEquals("range", group.protocolData());
        assertEquals("consumer", group.protocolType());
        assertArrayEquals(new byte[] {2}, group.members().getFirst().memberAssignment());
        assertEquals("i", group.members().getFirst().groupInstanceId());
    }

    @Test
    void groupInARebalanceTellsItsMembersOnly() {
        DescribeGroup.Result stable = GroupSamples.classic();
        broker.with(
                DescribeGroup.class,
                _ -> new DescribeGroup.Result(
                        stable.name(),
                        GroupState.PREPARING_REBALANCE,
                        3,
                        stable.members(),
                        GroupType.CLASSIC,
                        "consumer",
                        "range"));
        DescribeGroupsResponseData.DescribedGroup group = describe("readers", 5);

        assertEquals("PreparingRebalance", group.groupState());
        assertEquals("", group.protocolData());
        assertEquals(0, group.members().getFirst().memberAssignment().length);
    }

    @Test
    void groupsThatAreNotClassicOrNotThereAreDeadAndSinceKip1043AnError() {
        assertEquals("Dead", describe("sharers", 5).groupState());
        assertEquals(Errors.NONE.code(), describe("sharers", 5).errorCode());
        assertEquals(Errors.GROUP_ID_NOT_FOUND.code(), describe("sharers", 6).errorCode());

        broker.failing(ErrorCode.UNKNOWN_GROUP);
        assertEquals("Dead", describe("lost", 0).groupState());
        assertEquals(Errors.GROUP_ID_NOT_FOUND.code(), describe("lost", 6).errorCode());
    }

    @Test
    void groupsAreFilteredByStateAndTypeWhateverTheCase() {
        broker.with(
                ListGroups.class,
                _ -> new ListGroups.Result(List.of(
                        new ListGroups.Group("a", GroupState.STABLE, 1, GroupType.CLASSIC, "consumer"),
                        new ListGroups.Group("b", GroupState.COMPLETING_REBALANCE, 1, GroupType.CLASSIC, "consumer"),
                        new ListGroups.Group("c", GroupState.STABLE, 1))));

        assertEquals(List.of("a", "b", "c"), list(List.of(), List.of()));
        assertEquals(List.of("a", "c"), list(List.of("stable"), List.of()));
        assertEquals(List.of("b"), list(List.of("CompletingRebalance"), List.of("Classic")));
        assertEquals(List.of("c"), list(List.of(), List.of("CONSUMER")));
        assertEquals(List.of(), list(List.of("nonsense"), List.of()));
    }

    @Test
    void groupWithMembersIsNotDeletedAndSaysWhy() {
        broker.failing(ErrorCode.GROUP_NOT_EMPTY);
        DeleteGroupsResponseData answer = Wire.call(
                DeleteGroupsResponseData.class,
                new DeleteGroupsApi(broker),
                new DeleteGroupsRequestData().setGroupsNames(List.of("g", "g")),
                3);

        assertEquals(1, answer.results().size());
        assertEquals(Errors.NON_EMPTY_GROUP.code(), answer.results().find("g").errorCode());
        assertEquals("it is so", answer.results().find("g").errorMessage());
    }

    @Test
    void offsetsThatAreInUseOrOfNoPartitionStayEachWithItsError() {
        broker.with(
                DeleteOffsets.class,
                _ -> new DeleteOffsets.Result(
                        Map.of(GroupSamples.FIRST, Failure.of(ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC, "read"))));
        OffsetDeleteRequestData request = new OffsetDeleteRequestData().setGroupId("g");
        request.topics()
                .add(new OffsetDeleteRequestTopic()
                        .setName("orders")
                        .setPartitions(IntStream.of(0, 1, 7)
                                .mapToObj(i -> new OffsetDeleteRequestPartition().setPartitionIndex(i))
                                .toList()));
        OffsetDeleteResponseData answer =
                Wire.call(OffsetDeleteResponseData.class, new OffsetDeleteApi(broker, World.TOPICS), request, 0);

        assertEquals(2, broker.only(DeleteOffsets.class).partitions().size());
        assertEquals(
                List.of(Errors.GROUP_SUBSCRIBED_TO_TOPIC, Errors.NONE, Errors.UNKNOWN_TOPIC_OR_PARTITION),
                answer.topics().find("orders").partitions().stream()
                        .map(partition -> Errors.forCode(partition.errorCode()))
                        .toList());
    }

    private FindCoordinatorResponseData find(FindCoordinatorRequestData request, int version) {
        return Wire.call(FindCoordinatorResponseData.class, new FindCoordinatorApi(broker), request, version);
    }

    private DescribeGroupsResponseData.DescribedGroup describe(String group, int version) {
        DescribeGroupsRequestData request = new DescribeGroupsRequestData().setGroups(List.of(group));
        return Wire.call(DescribeGroupsResponseData.class, new DescribeGroupsApi(broker), request, version)
                .groups()
                .getFirst();
    }

    private List<String> list(List<String> states, List<String> types) {
        ListGroupsRequestData request =
                new ListGroupsRequestData().setStatesFilter(states).setTypesFilter(types);
        return Wire.call(ListGroupsResponseData.class, new ListGroupsApi(broker), request, 5).groups().stream()
                .map(ListedGroup::groupId)
                .toList();
    }
}
