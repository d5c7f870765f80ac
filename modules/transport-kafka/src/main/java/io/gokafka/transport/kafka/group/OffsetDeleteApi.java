package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteResponseData;
import org.apache.kafka.common.message.OffsetDeleteResponseData.OffsetDeleteResponsePartition;
import org.apache.kafka.common.message.OffsetDeleteResponseData.OffsetDeleteResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Forgets where a group goes on reading some partitions. */
final class OffsetDeleteApi implements Api<OffsetDeleteRequestData> {
    private final Requests requests;
    private final TopicDirectory topics;

    OffsetDeleteApi(Requests requests, TopicDirectory topics) {
        this.requests = requests;
        this.topics = topics;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.OFFSET_DELETE;
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
    public CompletableFuture<OffsetDeleteResponseData> answer(OffsetDeleteRequestData request, Call call) {
        Set<TopicPartition> known = partitions(request).filter(this::exists).collect(Collectors.toSet());
        return Answers.map(
                requests.submit(new DeleteOffsets(request.groupId(), known), call.context()),
                result -> response(request, known, result),
                failure -> new OffsetDeleteResponseData()
                        .setErrorCode(KafkaErrors.coordinator(failure.code()).code()));
    }

    private static Stream<TopicPartition> partitions(OffsetDeleteRequestData request) {
        return request.topics().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partitionIndex())));
    }

    private boolean exists(TopicPartition partition) {
        return partition.partition() >= 0
                && topics.find(partition.topic())
                        .filter(topic -> partition.partition() < topic.partitions())
                        .isPresent();
    }

    private static OffsetDeleteResponseData response(
            OffsetDeleteRequestData request, Set<TopicPartition> known, DeleteOffsets.Result result) {
        OffsetDeleteResponseData response = new OffsetDeleteResponseData();
        request.topics().forEach(topic -> {
            OffsetDeleteResponseTopic answer = new OffsetDeleteResponseTopic().setName(topic.name());
            topic.partitions()
                    .forEach(partition -> answer.partitions()
                            .add(new OffsetDeleteResponsePartition()
                                    .setPartitionIndex(partition.partitionIndex())
                                    .setErrorCode(error(
                                                    new TopicPartition(topic.name(), partition.partitionIndex()),
                                                    known,
                                                    result)
                                            .code())));
            response.topics().add(answer);
        });
        return response;
    }

    private static Errors error(TopicPartition partition, Set<TopicPartition> known, DeleteOffsets.Result result) {
        if (!known.contains(partition)) {
            return Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        Failure failure = result.failures().get(partition);
        return failure == null ? Errors.NONE : KafkaErrors.coordinator(failure.code());
    }
}
