package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData.OngoingPartitionReassignment;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData.OngoingTopicReassignment;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists partitions that are being moved. */
final class ListPartitionReassignmentsApi implements Api<ListPartitionReassignmentsRequestData> {
    private final Requests requests;

    ListPartitionReassignmentsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.LIST_PARTITION_REASSIGNMENTS;
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
    public CompletableFuture<ListPartitionReassignmentsResponseData> answer(
            ListPartitionReassignmentsRequestData request, Call call) throws InterruptedException {
        Supplier<KafkaBrokers> brokers = KafkaBrokers.asking(requests, call);
        CompletableFuture<ListPartitionReassignmentsResponseData> response = Answers.attempt(() -> {
            KafkaBrokers known = brokers.get();
            return requests.submit(new ListReassignments(partitions(request)), call.context())
                    .thenApply(moves -> response(moves, known));
        });
        return Answers.map(
                Answers.within(response, request.timeoutMs()),
                done -> done,
                failure -> new ListPartitionReassignmentsResponseData()
                        .setErrorCode(KafkaErrors.admin(failure.code()).code())
                        .setErrorMessage(failure.message()));
    }

    private static Optional<Set<TopicPartition>> partitions(ListPartitionReassignmentsRequestData request) {
        return Optional.ofNullable(request.topics())
                .map(topics -> topics.stream()
                        .flatMap(topic -> topic.partitionIndexes().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition)))
                        .collect(Collectors.toSet()));
    }

    private static ListPartitionReassignmentsResponseData response(
            ListReassignments.Result moves, KafkaBrokers brokers) {
        Map<String, OngoingTopicReassignment> topics = new TreeMap<>();
        moves.reassignments()
                .forEach(move -> topics.computeIfAbsent(
                                move.topic(), name -> new OngoingTopicReassignment().setName(name))
                        .partitions()
                        .add(new OngoingPartitionReassignment()
                                .setPartitionIndex(move.partition())
                                .setReplicas(brokers.numbers(move.replicas()))
                                .setAddingReplicas(brokers.numbers(move.adding()))
                                .setRemovingReplicas(brokers.numbers(move.removing()))));
        return new ListPartitionReassignmentsResponseData()
                .setErrorMessage(null)
                .setTopics(List.copyOf(topics.values()));
    }
}
