package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResult;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResultCollection;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsTopicResult;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsTopicResultCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Deletes the first records of partitions. */
final class DeleteRecordsApi implements Api<DeleteRecordsRequestData> {
    private static final long UNKNOWN = -1;

    private final Requests requests;

    DeleteRecordsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DELETE_RECORDS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 2;
    }

    @Override
    public CompletableFuture<DeleteRecordsResponseData> answer(DeleteRecordsRequestData request, Call call) {
        Duration timeout = Duration.ofMillis(Math.max(1, request.timeoutMs()));
        List<CompletableFuture<DeleteRecordsTopicResult>> topics = request.topics().stream()
                .map(topic -> delete(topic, timeout, call))
                .toList();
        return Answers.all(topics)
                .thenApply(done -> new DeleteRecordsResponseData()
                        .setTopics(new DeleteRecordsTopicResultCollection(done.iterator())));
    }

    private CompletableFuture<DeleteRecordsTopicResult> delete(DeleteRecordsTopic topic, Duration timeout, Call call) {
        List<CompletableFuture<DeleteRecordsPartitionResult>> partitions = topic.partitions().stream()
                .map(partition -> delete(topic.name(), partition, timeout, call))
                .toList();
        return Answers.all(partitions)
                .thenApply(done -> new DeleteRecordsTopicResult()
                        .setName(topic.name())
                        .setPartitions(new DeleteRecordsPartitionResultCollection(done.iterator())));
    }

    private CompletableFuture<DeleteRecordsPartitionResult> delete(
            String topic, DeleteRecordsPartition partition, Duration timeout, Call call) {
        int index = partition.partitionIndex();
        if (partition.offset() < DeleteRecords.HIGH_WATERMARK) {
            return CompletableFuture.completedFuture(result(index, UNKNOWN, Errors.OFFSET_OUT_OF_RANGE));
        }
        return Answers.map(
                requests.submit(new DeleteRecords(topic, index, partition.offset(), timeout), call.context()),
                done -> result(index, done.logStartOffset(), Errors.NONE),
                failure -> result(index, UNKNOWN, error(failure.code())));
    }

    /** Which topics' records are not deleted is in Kafka a matter of their policy. */
    private static Errors error(ErrorCode code) {
        return code == ErrorCode.UNSUPPORTED ? Errors.POLICY_VIOLATION : KafkaErrors.of(code);
    }

    private static DeleteRecordsPartitionResult result(int index, long start, Errors error) {
        return new DeleteRecordsPartitionResult()
                .setPartitionIndex(index)
                .setLowWatermark(start)
                .setErrorCode(error.code());
    }
}
