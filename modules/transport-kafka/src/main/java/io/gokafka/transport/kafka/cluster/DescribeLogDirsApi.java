package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsPartition;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsResult;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** What the logs of this broker take on its disk. It keeps them in one folder. */
final class DescribeLogDirsApi implements Api<DescribeLogDirsRequestData> {
    private final Requests requests;

    DescribeLogDirsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DESCRIBE_LOG_DIRS;
    }

    @Override
    public short oldest() {
        return 1;
    }

    @Override
    public short newest() {
        return 5;
    }

    @Override
    public CompletableFuture<DescribeLogDirsResponseData> answer(DescribeLogDirsRequestData request, Call call) {
        return Answers.map(
                requests.submit(new DescribeLogs(partitions(request)), call.context()),
                logs -> new DescribeLogDirsResponseData().setResults(List.of(folder(logs))),
                failure -> new DescribeLogDirsResponseData()
                        .setErrorCode(KafkaErrors.of(failure.code()).code()));
    }

    private static Optional<Set<TopicPartition>> partitions(DescribeLogDirsRequestData request) {
        return Optional.ofNullable(request.topics())
                .map(topics -> topics.stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(topic.topic(), partition)))
                        .collect(Collectors.toSet()));
    }

    private static DescribeLogDirsResult folder(DescribeLogs.Result logs) {
        Map<String, DescribeLogDirsTopic> topics = new TreeMap<>();
        logs.logs()
                .forEach(log -> topics.computeIfAbsent(
                                log.partition().topic(), name -> new DescribeLogDirsTopic().setName(name))
                        .partitions()
                        .add(new DescribeLogDirsPartition()
                                .setPartitionIndex(log.partition().partition())
                                .setPartitionSize(log.bytes())
                                .setOffsetLag(log.lag())));
        return new DescribeLogDirsResult()
                .setLogDir(logs.directory())
                .setTotalBytes(logs.totalBytes())
                .setUsableBytes(logs.usableBytes())
                .setTopics(List.copyOf(topics.values()));
    }
}
