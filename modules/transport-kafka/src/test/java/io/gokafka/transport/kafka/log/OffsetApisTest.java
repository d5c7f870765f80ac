package io.gokafka.transport.kafka.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class OffsetApisTest {
    private final Asked broker = World.cluster();

    private List<ListOffsetsPartitionResponse> list(int version, ListOffsetsPartition... partitions) {
        ListOffsetsRequestData request = new ListOffsetsRequestData()
                .setTopics(List.of(new ListOffsetsRequestData.ListOffsetsTopic()
                        .setName("orders")
                        .setPartitions(List.of(partitions))));
        return Wire.call(ListOffsetsResponseData.class, new ListOffsetsApi(broker), request, version)
                .topics()
                .getFirst()
                .partitions();
    }

    private ListOffsetsPartitionResponse list(int version, long timestamp) {
        return list(version, partition(0, timestamp)).getFirst();
    }

    private static ListOffsetsPartition partition(int number, long timestamp) {
        return new ListOffsetsPartition().setPartitionIndex(number).setTimestamp(timestamp);
    }

    private static String text(ListOffsetsPartitionResponse found) {
        return Errors.forCode(found.errorCode()) + " " + found.offset() + " " + found.timestamp() + " "
                + found.leaderEpoch();
    }

    private static ListOffsets.Result found(ListOffsets question) {
        return switch (question.query()) {
            case ListOffsets.Query.Earliest() -> new ListOffsets.Result(3, -1, 1);
            case ListOffsets.Query.Latest() -> new ListOffsets.Result(9, -1, 4);
            case ListOffsets.Query.MaxTimestamp() -> new ListOffsets.Result(7, 700, 4);
            case ListOffsets.Query.AtTime(long time) ->
                time <= 700 ? new ListOffsets.Result(5, time, 2) : new ListOffsets.Result(9, -1);
        };
    }

    @Test
    void eachKindOfOffsetIsFoundFromTheVersionOnThatHasIt() {
        broker.with(ListOffsets.class, OffsetApisTest::found);

        assertEquals("NONE 9 -1 -1", text(list(1, -1)), "version 1 tells no epochs");
        assertEquals("NONE 9 -1 4", text(list(11, -1)));
        assertEquals("NONE 3 -1 1", text(list(4, -2)));
        assertEquals("NONE 7 700 4", text(list(7, -3)));
        assertEquals("UNSUPPORTED_VERSION -1 -1 -1", text(list(6, -3)));
        assertEquals("NONE 3 -1 1", text(list(8, -4)), "all there is is local");
        assertEquals("NONE -1 -1 -1", text(list(9, -5)), "there is no other storage");
        assertEquals("NONE 5 650 2", text(list(10, 650)));
        assertEquals("NONE -1 -1 -1", text(list(10, 701)), "no record is so young");
        assertEquals("UNSUPPORTED_VERSION -1 -1 -1", text(list(11, -7)));
    }

    @Test
    void partitionThatIsNamedTwiceIsAskedForNever() {
        broker.with(ListOffsets.class, OffsetApisTest::found);

        List<ListOffsetsPartitionResponse> all = list(11, partition(0, -1), partition(1, -1), partition(0, -2));

        assertEquals(
                List.of("INVALID_REQUEST -1 -1 -1", "NONE 9 -1 4", "INVALID_REQUEST -1 -1 -1"),
                all.stream().map(OffsetApisTest::text).toList());
        assertEquals(1, broker.only(ListOffsets.class).partition());
    }

    @Test
    void epochThatTheClientKnowsIsHandedOnAndRefusalsAreKafkas() {
        broker.with(ListOffsets.class, OffsetApisTest::found);
        list(11, partition(0, -1).setCurrentLeaderEpoch(6));
        assertEquals(6, broker.only(ListOffsets.class).term());
        Map.of(
                        ErrorCode.NOT_LEADER, Errors.NOT_LEADER_OR_FOLLOWER,
                        ErrorCode.NO_LEADER, Errors.NOT_LEADER_OR_FOLLOWER,
                        ErrorCode.FENCED_TERM, Errors.FENCED_LEADER_EPOCH,
                        ErrorCode.UNKNOWN_TERM, Errors.UNKNOWN_LEADER_EPOCH,
                        ErrorCode.UNKNOWN_TOPIC, Errors.UNKNOWN_TOPIC_OR_PARTITION,
                        ErrorCode.INVALID_TOPIC, Errors.UNKNOWN_TOPIC_OR_PARTITION,
                        ErrorCode.UNAVAILABLE, Errors.NOT_LEADER_OR_FOLLOWER)
                .forEach((code, error) -> {
                    broker.failing(code);
                    assertEquals(error.code(), list(5, -1).errorCode(), code.toString());
                });
    }

    @Test
    void endOfAnEpochIsToldOrThatNothingIsKnownOfIt() {
        broker.with(
                EndOfTerm.class,
                asked -> asked.term() == 3 ? new EndOfTerm.Result(2, 40) : new EndOfTerm.Result(-1, -1));

        EpochEndOffset known = end(3);
        assertEquals(40, known.endOffset());
        assertEquals(2, known.leaderEpoch());
        assertEquals(8, broker.only(EndOfTerm.class).currentTerm());
        assertEquals(-1, end(99).endOffset());
        broker.failing(ErrorCode.FENCED_TERM);
        assertEquals(Errors.FENCED_LEADER_EPOCH.code(), end(3).errorCode());
        assertEquals(-1, end(3).endOffset());
    }

    private EpochEndOffset end(int epoch) {
        OffsetForLeaderEpochRequestData request = new OffsetForLeaderEpochRequestData();
        request.topics()
                .add(new OffsetForLeaderTopic()
                        .setTopic("orders")
                        .setPartitions(List.of(new OffsetForLeaderPartition()
                                .setPartition(0)
                                .setCurrentLeaderEpoch(8)
                                .setLeaderEpoch(epoch))));
        return Wire.call(OffsetForLeaderEpochResponseData.class, new EndOfTermApi(broker), request, 4)
                .topics()
                .iterator()
                .next()
                .partitions()
                .getFirst();
    }
}
