package io.gokafka.transport.kafka.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

/** Who asks the wrong broker is told the right one (KIP-951). */
class LeaderHintsTest {
    private final Asked broker = World.cluster();

    @Test
    void producerLearnsWhereTheLeaderIs() {
        broker.failing(Produce.class, ErrorCode.NOT_LEADER);

        ProduceResponseData answer = produce(0, 13);
        assertEquals(Errors.NOT_LEADER_OR_FOLLOWER.code(), partition(answer).errorCode());
        assertEquals(1, partition(answer).currentLeader().leaderId());
        assertEquals(4, partition(answer).currentLeader().leaderEpoch());
        assertEquals(
                List.of("1 one.example:29092"),
                answer.nodeEndpoints().stream()
                        .map(node -> node.nodeId() + " " + node.host() + ":" + node.port())
                        .toList());
        assertEquals(0, produce(0, 9).nodeEndpoints().size(), "older versions have no place for it");
    }

    @Test
    void noLeaderIsToldWhereThereIsNoneOrNobodyKnows() {
        broker.failing(Produce.class, ErrorCode.NOT_LEADER);
        assertEquals(-1, partition(produce(1, 13)).currentLeader().leaderId());
        broker.failing(Metadata.class, ErrorCode.UNAVAILABLE);
        ProduceResponseData answer = produce(0, 13);
        assertEquals(Errors.NOT_LEADER_OR_FOLLOWER.code(), partition(answer).errorCode());
        assertEquals(-1, partition(answer).currentLeader().leaderId());
    }

    @Test
    void producerThatIsRefusedForAnotherReasonIsToldNothing() {
        broker.failing(Produce.class, ErrorCode.RECORD_TOO_LARGE);
        assertEquals(-1, partition(produce(0, 13)).currentLeader().leaderId());
        assertEquals(0, broker.all(Metadata.class).size());
    }

    @Test
    void batchOfATopicIdIsForNoOtherTopic() {
        broker.with(Produce.class, _ -> new Produce.Result(0, 0));
        produce(0, 13);
        assertEquals(World.ORDERS_ID, broker.only(Produce.class).topicId().orElseThrow());
        produce(0, 12);
        assertEquals(true, broker.all(Produce.class).getLast().topicId().isEmpty());
    }

    @Test
    void consumerLearnsWhereTheLeaderIs() {
        broker.with(
                Fetch.class,
                asked -> new Fetch.Result(asked.partitions().stream()
                        .map(p -> new Fetch.PartitionResult(
                                p.topic(),
                                p.partition(),
                                Optional.of(Failure.of(ErrorCode.FENCED_TERM, "it is over")),
                                -1,
                                -1,
                                LogSlice.EMPTY))
                        .toList()));

        FetchResponseData newest = fetch(18);
        FetchResponseData.PartitionData partition =
                newest.responses().getFirst().partitions().getFirst();
        assertEquals(Errors.FENCED_LEADER_EPOCH.code(), partition.errorCode());
        assertEquals(1, partition.currentLeader().leaderId());
        assertEquals(4, partition.currentLeader().leaderEpoch());
        assertEquals("one.example", newest.nodeEndpoints().iterator().next().host());
        assertEquals(
                1,
                fetch(12)
                        .responses()
                        .getFirst()
                        .partitions()
                        .getFirst()
                        .currentLeader()
                        .leaderId());
        assertEquals(0, fetch(12).nodeEndpoints().size());
    }

    private FetchResponseData fetch(int version) {
        boolean byId = version >= FetchKey.IDS_SINCE;
        FetchRequestData.FetchTopic topic = new FetchRequestData.FetchTopic()
                .setTopic(byId ? "" : "orders")
                .setPartitions(List.of(new FetchRequestData.FetchPartition()));
        FetchRequestData request = new FetchRequestData()
                .setSessionEpoch(-1)
                .setMaxBytes(1000)
                .setTopics(List.of(byId ? topic.setTopicId(Uuids.of(World.ORDERS_ID)) : topic));
        FetchSessions sessions = new FetchSessions(1, System::nanoTime, new Random(1));
        return Wire.call(FetchResponseData.class, new FetchApi(broker, World.TOPICS, sessions, 1000), request, version);
    }

    private ProduceResponseData produce(int partition, int version) {
        ByteBuffer batch = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(1, new byte[] {1}))
                .buffer();
        ProduceRequestData.TopicProduceData topic = new ProduceRequestData.TopicProduceData()
                .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                        .setIndex(partition)
                        .setRecords(MemoryRecords.readableRecords(batch))));
        ProduceRequestData request =
                new ProduceRequestData().setAcks((short) -1).setTimeoutMs(1000);
        request.topicData().add(version >= 13 ? topic.setTopicId(Uuids.of(World.ORDERS_ID)) : topic.setName("orders"));
        return Wire.call(ProduceResponseData.class, new ProduceApi(broker, World.TOPICS), request, version);
    }

    private static PartitionProduceResponse partition(ProduceResponseData answer) {
        return answer.responses().iterator().next().partitionResponses().getFirst();
    }
}
