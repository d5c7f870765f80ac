package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Topics and their partitions, a page at a time (KIP-966). */
final class DescribeTopicPartitionsApi implements Api<DescribeTopicPartitionsRequestData> {
    private final Requests requests;

    DescribeTopicPartitionsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DESCRIBE_TOPIC_PARTITIONS;
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
    public CompletableFuture<DescribeTopicPartitionsResponseData> answer(
            DescribeTopicPartitionsRequestData request, Call call) {
        if (request.cursor() != null && request.cursor().partitionIndex() < 0) {
            return CompletableFuture.completedFuture(TopicPage.failed(request, Errors.INVALID_REQUEST));
        }
        Set<String> names = TopicPage.names(request);
        boolean all = request.topics().isEmpty();
        return Answers.map(
                requests.submit(new Metadata(List.copyOf(names), all, false), call.context()),
                metadata -> new TopicPage(request, metadata).build(),
                failure -> TopicPage.failed(request, KafkaErrors.metadata(failure.code())));
    }
}
