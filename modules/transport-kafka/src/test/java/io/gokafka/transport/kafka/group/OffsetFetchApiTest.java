package io.gokafka.transport.kafka.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartition;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartitions;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopics;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class OffsetFetchApiTest {
    private final Asked broker = GroupSamples.broker();
    private final OffsetFetchApi api = new OffsetFetchApi(broker, World.TOPICS);

    @Test
    void partitionWithoutAnOffsetIsNoError() {
        List<OffsetFetchResponsePartition> partitions =
                fetch(single(), 5).topics().getFirst().partitions();

        assertEquals(1L << 40, partitions.getFirst().committedOffset());
        assertEquals("note", partitions.getFirst().metadata());
        assertEquals(4, partitions.getFirst().committedLeaderEpoch());
        assertEquals(-1, partitions.getLast().committedOffset());
        assertEquals("", partitions.getLast().metadata());
        assertEquals(-1, partitions.getLast().committedLeaderEpoch());
        assertEquals(Errors.NONE.code(), partitions.getLast().errorCode());
    }

    @Test
    void noListOfTopicsMeansAll() {
        OffsetFetchResponseData answer = fetch(single().setTopics(null), 7);

        assertEquals(Optional.empty(), broker.only(FetchOffsets.class).partitions());
        assertEquals("orders", answer.topics().getFirst().name());
        assertEquals(1, answer.topics().getFirst().partitions().size());
    }

    @Test
    void failureIsThatOfTheGroupExceptInTheOldestVersion() {
        broker.failing(ErrorCode.NOT_COORDINATOR);
        OffsetFetchResponseData oldest = fetch(single(), 1);
        OffsetFetchResponseData newer = fetch(single(), 2);

        assertEquals(
                Errors.NOT_COORDINATOR.code(),
                oldest.topics().getFirst().partitions().getFirst().errorCode());
        assertEquals(Errors.NOT_COORDINATOR.code(), newer.errorCode());
        assertEquals(List.of(), newer.topics());
    }

    @Test
    void coordinatorThatIsNotReadyIsCalledTheWrongOneForTheSakeOfOlderClients() {
        broker.failing(ErrorCode.UNAVAILABLE);

        assertEquals(Errors.NOT_COORDINATOR.code(), fetch(single(), 7).errorCode());
    }

    @Test
    void groupsAreAnsweredEachByItself() {
        broker.with(FetchOffsets.class, request -> {
            if (request.group().equals("lost")) {
                throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is none");
            }
            return new FetchOffsets.Result(Map.of());
        });
        List<OffsetFetchResponseGroup> groups =
                fetch(many(group("readers"), group("lost")), 9).groups();

        assertEquals(
                List.of("readers", "lost"),
                groups.stream().map(OffsetFetchResponseGroup::groupId).toList());
        assertEquals(Errors.NONE.code(), groups.getFirst().errorCode());
        assertEquals(Errors.GROUP_ID_NOT_FOUND.code(), groups.getLast().errorCode());
        assertEquals(List.of(), groups.getLast().topics());
    }

    @Test
    void memberThatAsksIsToldToTheCoordinator() {
        fetch(many(group("a").setMemberId("m").setMemberEpoch(5), group("b")), 9);

        assertEquals(
                List.of(Optional.of(new CommitOffsets.Member("m", 5)), Optional.empty()),
                broker.all(FetchOffsets.class).stream()
                        .map(FetchOffsets::member)
                        .toList());
    }

    @Test
    void newestVersionNamesTopicsByIds() {
        OffsetFetchRequestGroup group = group("readers")
                .setTopics(List.of(
                        new OffsetFetchRequestTopics()
                                .setTopicId(Uuids.of(World.ORDERS_ID))
                                .setPartitionIndexes(List.of(0)),
                        new OffsetFetchRequestTopics()
                                .setTopicId(new Uuid(9, 9))
                                .setPartitionIndexes(List.of(0))));
        List<OffsetFetchResponseTopics> topics =
                fetch(many(group), 10).groups().getFirst().topics();
        OffsetFetchResponsePartitions unknown = topics.getLast().partitions().getFirst();

        assertEquals(
                Optional.of(List.of(GroupSamples.FIRST)),
                broker.only(FetchOffsets.class).partitions());
        assertEquals(1L << 40, topics.getFirst().partitions().getFirst().committedOffset());
        assertEquals(Uuids.of(World.ORDERS_ID), topics.getFirst().topicId());
        assertEquals(Errors.UNKNOWN_TOPIC_ID.code(), unknown.errorCode());
        assertEquals(-1, unknown.committedOffset());
    }

    @Test
    void allTopicsByIdsLeaveOutThoseThatAreGone() {
        broker.with(
                FetchOffsets.class,
                _ -> new FetchOffsets.Result(Map.of(
                        GroupSamples.FIRST,
                        CommittedOffset.of(1),
                        new TopicPartition("lost", 0),
                        CommittedOffset.of(2))));
        List<OffsetFetchResponseTopics> byId =
                fetch(many(group("g").setTopics(null)), 10).groups().getFirst().topics();
        List<OffsetFetchResponseTopics> byName =
                fetch(many(group("g").setTopics(null)), 9).groups().getFirst().topics();

        assertEquals(
                List.of(Uuids.of(World.ORDERS_ID)),
                byId.stream().map(OffsetFetchResponseTopics::topicId).toList());
        assertEquals(
                List.of("lost", "orders"),
                byName.stream().map(OffsetFetchResponseTopics::name).toList());
    }

    private OffsetFetchResponseData fetch(OffsetFetchRequestData request, int version) {
        return Wire.call(OffsetFetchResponseData.class, api, request, version);
    }

    private static OffsetFetchRequestData single() {
        return new OffsetFetchRequestData()
                .setGroupId("readers")
                .setTopics(
                        List.of(new OffsetFetchRequestTopic().setName("orders").setPartitionIndexes(List.of(0, 1))));
    }

    private static OffsetFetchRequestData many(OffsetFetchRequestGroup... groups) {
        return new OffsetFetchRequestData().setGroups(List.of(groups));
    }

    private static OffsetFetchRequestGroup group(String name) {
        return new OffsetFetchRequestGroup().setGroupId(name).setTopics(List.of());
    }
}
