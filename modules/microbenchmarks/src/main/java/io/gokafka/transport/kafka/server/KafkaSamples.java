package io.gokafka.transport.kafka.server;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.log.LogApis;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchMetadata;
import org.jspecify.annotations.NullMarked;

/** Requests as Kafka's newest client sends them, and a broker that has the answers at hand. */
@NullMarked
final class KafkaSamples implements Requests, TopicDirectory {
    private static final Topic TOPIC = new Topic("orders", new UUID(7, 8), 12);
    private static final int MAX_FETCH = 50 << 20;
    private static final int PARTITION_FETCH = 1 << 20;
    private static final int WAIT_MILLIS = 500;

    private final int partitions;
    private final RecordBatch batch;
    private final LogSlice fetched;

    KafkaSamples(int partitions, int batchBytes) {
        this.partitions = partitions;
        this.batch = ClientBatches.plain(batchBytes);
        this.fetched = LogSlice.of(batch.buffer());
    }

    KafkaApis apis() {
        return KafkaApis.of(LogApis.all(this, this, MAX_FETCH, 0));
    }

    /** A request with its size in front, of the newest version that is served. */
    ByteBuffer request(String api) {
        ApiKeys key = ApiKeys.valueOf(api.toUpperCase(Locale.ROOT));
        return bytes(
                key, apis().find(key.id).map(Api::newest).orElseThrow(), key == ApiKeys.PRODUCE ? produce() : fetch());
    }

    private static ByteBuffer bytes(ApiKeys key, short version, ApiMessage body) {
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey(key.id)
                .setRequestApiVersion(version)
                .setCorrelationId(1)
                .setClientId("producer-1");
        ObjectSerializationCache cache = new ObjectSerializationCache();
        MessageSizeAccumulator size = new MessageSizeAccumulator();
        header.addSize(size, cache, key.requestHeaderVersion(version));
        body.addSize(size, cache, version);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + size.totalSize()).putInt(size.totalSize());
        header.write(new ByteBufferAccessor(bytes), cache, key.requestHeaderVersion(version));
        body.write(new ByteBufferAccessor(bytes), cache, version);
        return bytes.flip();
    }

    private ProduceRequestData produce() {
        ProduceRequestData.TopicProduceData topic =
                new ProduceRequestData.TopicProduceData().setTopicId(Uuids.of(TOPIC.id()));
        for (int i = 0; i < partitions; i++) {
            topic.partitionData()
                    .add(new ProduceRequestData.PartitionProduceData()
                            .setIndex(i)
                            .setRecords(MemoryRecords.readableRecords(batch.buffer())));
        }
        ProduceRequestData request =
                new ProduceRequestData().setAcks((short) -1).setTimeoutMs(30_000);
        request.topicData().add(topic);
        return request;
    }

    /** All partitions named, as by a client without a session. */
    private FetchRequestData fetch() {
        FetchRequestData.FetchTopic topic = new FetchRequestData.FetchTopic().setTopicId(Uuids.of(TOPIC.id()));
        for (int i = 0; i < partitions; i++) {
            topic.partitions()
                    .add(new FetchRequestData.FetchPartition()
                            .setPartition(i)
                            .setFetchOffset(1_000_000)
                            .setPartitionMaxBytes(PARTITION_FETCH));
        }
        FetchRequestData request = new FetchRequestData()
                .setMaxWaitMs(WAIT_MILLIS)
                .setMinBytes(1)
                .setMaxBytes(MAX_FETCH)
                .setSessionEpoch(FetchMetadata.FINAL_EPOCH);
        request.topics().add(topic);
        return request;
    }

    @Override
    @SuppressWarnings("unchecked") // each request gets the answer of its kind
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        return (CompletableFuture<R>) CompletableFuture.completedFuture(
                request instanceof Fetch fetch ? answer(fetch) : new Produce.Result(1_000_000, 0));
    }

    private Fetch.Result answer(Fetch request) {
        return new Fetch.Result(request.partitions().stream()
                .map(wanted -> new Fetch.PartitionResult(
                        wanted.topic(), wanted.partition(), Optional.empty(), 1_000_016, 0, fetched))
                .toList());
    }

    @Override
    public Optional<Topic> find(String name) {
        return Optional.of(TOPIC).filter(topic -> topic.name().equals(name));
    }

    @Override
    public Optional<Topic> find(UUID id) {
        return Optional.of(TOPIC).filter(topic -> topic.id().equals(id));
    }
}
