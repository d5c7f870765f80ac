package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeProducersResponseData;
import org.apache.kafka.common.message.DescribeProducersResponseData.PartitionResponse;
import org.apache.kafka.common.message.DescribeProducersResponseData.ProducerState;
import org.apache.kafka.common.message.DescribeProducersResponseData.TopicResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Lists the idempotent producers that partitions remember. */
final class DescribeProducersApi implements Api<DescribeProducersRequestData> {
    /** There never was a transaction. */
    private static final int NO_COORDINATOR = -1;

    private final Requests requests;

    DescribeProducersApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DESCRIBE_PRODUCERS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 0;
    }

    @Override
    public CompletableFuture<DescribeProducersResponseData> answer(DescribeProducersRequestData request, Call call) {
        List<CompletableFuture<TopicResponse>> topics =
                request.topics().stream().map(topic -> describe(topic, call)).toList();
        return Answers.all(topics).thenApply(done -> new DescribeProducersResponseData().setTopics(done));
    }

    private CompletableFuture<TopicResponse> describe(TopicRequest topic, Call call) {
        List<CompletableFuture<PartitionResponse>> partitions = topic.partitionIndexes().stream()
                .map(partition -> describe(topic.name(), partition, call))
                .toList();
        return Answers.all(partitions)
                .thenApply(done -> new TopicResponse().setName(topic.name()).setPartitions(done));
    }

    private CompletableFuture<PartitionResponse> describe(String topic, int partition, Call call) {
        return Answers.map(
                requests.submit(new DescribeProducers(topic, partition), call.context()),
                result -> new PartitionResponse()
                        .setPartitionIndex(partition)
                        .setActiveProducers(result.producers().stream()
                                .map(DescribeProducersApi::producer)
                                .toList()),
                failure -> new PartitionResponse()
                        .setPartitionIndex(partition)
                        .setErrorCode(error(failure.code()).code())
                        .setErrorMessage(failure.message()));
    }

    /** The admin looks for the leader again after this error only. */
    private static Errors error(ErrorCode code) {
        return code == ErrorCode.NO_LEADER ? Errors.NOT_LEADER_OR_FOLLOWER : KafkaErrors.of(code);
    }

    private static ProducerState producer(DescribeProducers.Producer producer) {
        return new ProducerState()
                .setProducerId(producer.id())
                .setProducerEpoch(producer.epoch())
                .setLastSequence(producer.lastSequence())
                .setLastTimestamp(producer.lastTimestamp())
                .setCoordinatorEpoch(NO_COORDINATOR);
    }
}
