package io.gokafka.transport.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.tck.transport.CountedSlice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenerTest {
    private final KafkaWorld world = new KafkaWorld(Map.of());
    private final RawClient client = world.connect();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    @Test
    void versionsAreThoseOfTheApisThatAreServed() {
        ApiVersionsResponseData answer = versions(client);

        assertEquals(Errors.NONE.code(), answer.errorCode());
        assertEquals(18, answer.apiKeys().find(ApiKeys.FETCH.id).maxVersion());
        assertEquals(4, answer.apiKeys().find(ApiKeys.FETCH.id).minVersion());
        assertEquals(null, answer.apiKeys().find(ApiKeys.SASL_HANDSHAKE.id));
    }

    @Test
    void newerVersionOfApiVersionsIsAnsweredInTheOldestOne() {
        client.send(RawClient.frame((short) 2, (short) 3, 7, named()));
        client.receive(7, ApiKeys.API_VERSIONS, (short) 3, new ApiVersionsResponseData());
        byte[] tooNew = RawClient.frame((short) 2, (short) 3, 8, named());
        tooNew[7] = 99;
        client.send(tooNew);

        ApiVersionsResponseData answer =
                client.receive(8, ApiKeys.API_VERSIONS, (short) 0, new ApiVersionsResponseData());
        assertEquals(Errors.UNSUPPORTED_VERSION.code(), answer.errorCode());
        assertEquals(4, answer.apiKeys().find(ApiKeys.API_VERSIONS.id).maxVersion());
    }

    @Test
    void clientWithAnImpossibleNameIsRefused() {
        client.send(RawClient.frame((short) 3, 1, named().setClientSoftwareName("-no-")));
        assertEquals(
                Errors.INVALID_REQUEST.code(),
                client.receive(1, ApiKeys.API_VERSIONS, (short) 3, new ApiVersionsResponseData())
                        .errorCode());
    }

    @Test
    void batchesOfOneConnectionAreOnTheirWayTogetherAndAnsweredInOrder() {
        List<CompletableFuture<Produce.Result>> appends = new ArrayList<>();
        world.broker.answersWith(_ -> {
            CompletableFuture<Produce.Result> append = new CompletableFuture<>();
            appends.add(append);
            return append;
        });
        for (int i = 0; i < 5; i++) {
            client.send(RawClient.frame((short) 9, i, produce(-1, batch())));
        }
        KafkaWorld.await("all are there", () -> world.broker.received().size() == 5);
        for (int i = 4; i >= 0; i--) {
            appends.get(i).complete(new Produce.Result(100 + i, 0));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(100 + i, produced(i, (short) 9).baseOffset());
        }
    }

    @Test
    void requestThatIsNoProduceWaitsForThoseBeforeIt() {
        CompletableFuture<Produce.Result> append = new CompletableFuture<>();
        world.broker.answersWith(_ -> append);
        client.send(RawClient.frame((short) 9, 1, produce(-1, batch())));
        client.send(RawClient.frame((short) 12, 2, fetch(TOPIC_ID_NONE, KafkaWorld.TOPIC, 0)));
        KafkaWorld.await("the batch is there", () -> !world.broker.received().isEmpty());
        versions(world.connect());
        assertEquals(1, world.broker.received().size());
        append.completeExceptionally(new RequestException(ErrorCode.NO_LEADER, "none"));

        assertEquals(
                Errors.NOT_LEADER_OR_FOLLOWER.code(), produced(1, (short) 9).errorCode());
        KafkaWorld.await("the fetch is there", () -> world.broker.received().size() >= 2);
    }

    @Test
    void appendWithoutAnswerClosesTheConnectionWhenItFails() {
        world.broker.answers(new Produce.Result(-1, 0));
        client.send(RawClient.frame((short) 9, 1, produce(0, batch())));
        assertFalse(versions(client).apiKeys().isEmpty());
        client.send(RawClient.frame((short) 9, 2, produce(0, new byte[0])));
        assertTrue(client.isClosedByServer());
    }

    @Test
    void recordsThatAreNotOneGoodBatchAreRefusedAsByKafka() {
        byte[] magic1 = batch();
        magic1[16] = 1;
        byte[] twice = ByteBuffer.allocate(2 * batch().length)
                .put(batch())
                .put(batch())
                .array();
        byte[] counts = batch();
        counts[60] = 9;
        world.broker.answers(new Produce.Result(0, 0));
        assertEquals(Errors.INVALID_RECORD, refusal(1, new byte[0]));
        assertEquals(Errors.INVALID_RECORD, refusal(2, magic1));
        assertEquals(Errors.INVALID_RECORD, refusal(3, twice));
        assertEquals(Errors.CORRUPT_MESSAGE, refusal(4, counts));
        assertEquals(Errors.NONE, refusal(5, batch()));
    }

    @Test
    void fetchSendsSlicesAndClosesThemAndSessionTellsOnlyWhatIsNew() {
        AtomicInteger open = new AtomicInteger();
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        world.broker.answersWith(_ -> read(large, open));
        Uuid id = new Uuid(KafkaWorld.TOPIC_ID.getMostSignificantBits(), KafkaWorld.TOPIC_ID.getLeastSignificantBits());
        client.send(RawClient.frame((short) 16, 1, fetch(id, "", 0).setSessionEpoch(0)));
        FetchResponseData first = client.receive(1, ApiKeys.FETCH, (short) 16, new FetchResponseData());
        MemoryRecords records = (MemoryRecords)
                first.responses().getFirst().partitions().getFirst().records();
        assertEquals(ByteBuffer.wrap(large), records.buffer());
        assertTrue(first.sessionId() > 0);
        KafkaWorld.await("all slices are closed", () -> open.get() == 0);

        world.broker.answersWith(_ -> read(new byte[0], open));
        client.send(RawClient.frame((short) 16, 2, incremental(first.sessionId(), 1)));
        FetchResponseData second = client.receive(2, ApiKeys.FETCH, (short) 16, new FetchResponseData());
        assertEquals(List.of(), second.responses());
        assertEquals(first.sessionId(), second.sessionId());
        client.send(RawClient.frame((short) 16, 3, incremental(first.sessionId(), 1)));
        assertEquals(
                Errors.INVALID_FETCH_SESSION_EPOCH.code(),
                client.receive(3, ApiKeys.FETCH, (short) 16, new FetchResponseData())
                        .errorCode());
        assertEquals(0, open.get());
    }

    @Test
    void fetchOfATopicIdThatNoTopicHasSaysSo() {
        client.send(RawClient.frame((short) 16, 1, fetch(new Uuid(1, 2), "", 0)));
        FetchResponseData answer = client.receive(1, ApiKeys.FETCH, (short) 16, new FetchResponseData());
        assertEquals(
                Errors.UNKNOWN_TOPIC_ID.code(),
                answer.responses().getFirst().partitions().getFirst().errorCode());
        assertEquals(List.of(), world.broker.received());
    }

    @Test
    void clientThatGoesGivesItsLongPollUp() {
        CompletableFuture<Fetch.Result> never = new CompletableFuture<>();
        world.broker.answersWith(_ -> never);
        try (RawClient other = world.connect()) {
            other.send(RawClient.frame((short) 12, 1, fetch(TOPIC_ID_NONE, KafkaWorld.TOPIC, 0)));
            KafkaWorld.await(
                    "the fetch is there", () -> !world.broker.received().isEmpty());
        }
        KafkaWorld.await("it is given up", never::isCancelled);
    }

    static final Uuid TOPIC_ID_NONE = Uuid.ZERO_UUID;

    private static ApiVersionsRequestData named() {
        return new ApiVersionsRequestData().setClientSoftwareName("raw").setClientSoftwareVersion("1.0");
    }

    static ApiVersionsResponseData versions(RawClient client) {
        client.send(RawClient.frame((short) 3, 77, named()));
        return client.receive(77, ApiKeys.API_VERSIONS, (short) 3, new ApiVersionsResponseData());
    }

    private Errors refusal(int correlation, byte[] records) {
        client.send(RawClient.frame((short) 9, correlation, produce(-1, records)));
        return Errors.forCode(produced(correlation, (short) 9).errorCode());
    }

    private ProduceResponseData.PartitionProduceResponse produced(int correlation, short version) {
        return client.receive(correlation, ApiKeys.PRODUCE, version, new ProduceResponseData())
                .responses()
                .iterator()
                .next()
                .partitionResponses()
                .getFirst();
    }

    static byte[] batch() {
        return batch("value".getBytes(StandardCharsets.UTF_8));
    }

    static byte[] batch(byte[] value) {
        RecordBatch batch =
                new RecordBatchBuilder(100).append(1, null, value, List.of()).build();
        ByteBuffer bytes = batch.buffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    static ApiMessage produce(int acks, byte[] records) {
        ProduceRequestData request =
                new ProduceRequestData().setAcks((short) acks).setTimeoutMs(1000);
        request.topicData()
                .add(new ProduceRequestData.TopicProduceData()
                        .setName(KafkaWorld.TOPIC)
                        .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                                .setIndex(0)
                                .setRecords(MemoryRecords.readableRecords(ByteBuffer.wrap(records))))));
        return request;
    }

    private static FetchRequestData fetch(Uuid id, String topic, long offset) {
        return new FetchRequestData()
                .setMaxWaitMs(60_000)
                .setMinBytes(1)
                .setMaxBytes(50 << 20)
                .setTopics(List.of(new FetchRequestData.FetchTopic()
                        .setTopic(topic)
                        .setTopicId(id)
                        .setPartitions(List.of(new FetchRequestData.FetchPartition()
                                .setPartition(0)
                                .setFetchOffset(offset)
                                .setPartitionMaxBytes(50 << 20)))));
    }

    private static FetchRequestData incremental(int session, int epoch) {
        return new FetchRequestData().setMaxBytes(1000).setSessionId(session).setSessionEpoch(epoch);
    }

    private static CompletableFuture<Fetch.Result> read(byte[] bytes, AtomicInteger open) {
        return CompletableFuture.completedFuture(new Fetch.Result(List.of(new Fetch.PartitionResult(
                KafkaWorld.TOPIC, 0, Optional.empty(), 5, 0, new CountedSlice(ByteBuffer.wrap(bytes), open)))));
    }
}
