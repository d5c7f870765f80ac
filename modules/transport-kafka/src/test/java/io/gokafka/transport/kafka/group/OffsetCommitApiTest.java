package io.gokafka.transport.kafka.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponsePartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class OffsetCommitApiTest {
    private final Asked broker = GroupSamples.broker();
    private final OffsetCommitApi api = new OffsetCommitApi(broker, World.TOPICS);

    @Test
    void whatExistsIsStoredAndTheRestIsRefusedByItself() {
        OffsetCommitRequestData request = request(named("orders", 0, 7), named("lost", 0));

        assertEquals(
                Map.of(
                        "orders-0", Errors.NONE,
                        "orders-7", Errors.UNKNOWN_TOPIC_OR_PARTITION,
                        "lost-0", Errors.UNKNOWN_TOPIC_OR_PARTITION),
                errors(commit(request, 9)));
        assertEquals(
                Map.of(GroupSamples.FIRST, new CommittedOffset(42, "", 0, -1)),
                broker.only(CommitOffsets.class).offsets());
    }

    @Test
    void nothingIsAskedWhenNothingExists() {
        assertEquals(Map.of("lost-0", Errors.UNKNOWN_TOPIC_OR_PARTITION), errors(commit(request(named("lost", 0)), 2)));
        assertEquals(List.of(), broker.all(CommitOffsets.class));
    }

    @Test
    void newestVersionNamesTopicsByIds() {
        OffsetCommitRequestTopic known = named("", 0).setTopicId(Uuids.of(World.ORDERS_ID));
        OffsetCommitRequestTopic unknown = named("", 0).setTopicId(new Uuid(9, 9));
        OffsetCommitResponseData answer = commit(request(known, unknown), 10);

        assertEquals(
                Set.of(GroupSamples.FIRST),
                broker.only(CommitOffsets.class).offsets().keySet());
        assertEquals(Uuids.of(World.ORDERS_ID), answer.topics().getFirst().topicId());
        assertEquals(
                Errors.UNKNOWN_TOPIC_ID.code(),
                answer.topics().getLast().partitions().getFirst().errorCode());
    }

    @Test
    void failureIsThatOfEachPartitionThatShouldHaveBeenStored() {
        broker.failing(ErrorCode.NOT_COORDINATOR);

        assertEquals(
                Map.of("orders-0", Errors.NOT_COORDINATOR, "orders-7", Errors.UNKNOWN_TOPIC_OR_PARTITION),
                errors(commit(request(named("orders", 0, 7)), 9)));
    }

    @Test
    void generationOfAGroupThatIsNotThereIsIllegal() {
        broker.failing(ErrorCode.UNKNOWN_GROUP);

        assertEquals(Map.of("orders-0", Errors.ILLEGAL_GENERATION), errors(commit(request(named("orders", 0)), 9)));
    }

    @Test
    void whoNamesNoMemberOfAGroupThatHasSomeIsUnknown() {
        broker.failing(ErrorCode.GROUP_NOT_EMPTY);

        assertEquals(Map.of("orders-0", Errors.UNKNOWN_MEMBER_ID), errors(commit(request(named("orders", 0)), 9)));
    }

    @Test
    void whoIsNoMemberCommitsWithoutOne() {
        OffsetCommitRequestData outsider = request(named("orders", 0));
        OffsetCommitRequestData member = request(named("orders", 0))
                .setMemberId("m")
                .setGenerationIdOrMemberEpoch(3)
                .setGroupInstanceId("i");
        commit(outsider, 7);
        commit(member, 7);

        assertEquals(
                List.of(Optional.empty(), Optional.of(new CommitOffsets.Member("m", 3, Optional.of("i")))),
                broker.all(CommitOffsets.class).stream()
                        .map(CommitOffsets::member)
                        .toList());
    }

    @Test
    void noteThatIsTooLongIsRefusedByItself() {
        OffsetCommitRequestTopic topic = named("orders", 0, 1);
        topic.partitions().getFirst().setCommittedMetadata("x".repeat(CommittedOffset.MAX_METADATA + 1));

        assertEquals(
                Map.of("orders-0", Errors.OFFSET_METADATA_TOO_LARGE, "orders-1", Errors.NONE),
                errors(commit(request(topic), 9)));
    }

    private OffsetCommitResponseData commit(OffsetCommitRequestData request, int version) {
        return Wire.call(OffsetCommitResponseData.class, api, request, version);
    }

    private static OffsetCommitRequestData request(OffsetCommitRequestTopic... topics) {
        return new OffsetCommitRequestData().setGroupId("g").setTopics(List.of(topics));
    }

    private static OffsetCommitRequestTopic named(String name, int... partitions) {
        return new OffsetCommitRequestTopic()
                .setName(name)
                .setPartitions(IntStream.of(partitions)
                        .mapToObj(partition -> new OffsetCommitRequestPartition()
                                .setPartitionIndex(partition)
                                .setCommittedOffset(42)
                                .setCommittedMetadata(null))
                        .toList());
    }

    private static Map<String, Errors> errors(OffsetCommitResponseData answer) {
        Map<String, Errors> errors = new HashMap<>();
        answer.topics().forEach(topic -> {
            for (OffsetCommitResponsePartition partition : topic.partitions()) {
                errors.put(topic.name() + "-" + partition.partitionIndex(), Errors.forCode(partition.errorCode()));
            }
        });
        return errors;
    }
}
