package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsAssignment;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData.CreatePartitionsTopicResult;
import org.apache.kafka.common.protocol.ApiKeys;

/** Gives topics more partitions. */
final class CreatePartitionsApi implements Api<CreatePartitionsRequestData> {
    private final Requests requests;

    CreatePartitionsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.CREATE_PARTITIONS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 3;
    }

    @Override
    public CompletableFuture<CreatePartitionsResponseData> answer(CreatePartitionsRequestData request, Call call)
            throws InterruptedException {
        Set<String> duplicates = Answers.duplicates(request.topics().stream().map(CreatePartitionsTopic::name));
        boolean placed = request.topics().stream().anyMatch(topic -> topic.assignments() != null);
        Supplier<KafkaBrokers> brokers = placed ? KafkaBrokers.asking(requests, call) : KafkaBrokers.unasked();
        List<CompletableFuture<CreatePartitionsTopicResult>> results = new ArrayList<>();
        duplicates.forEach(name -> results.add(CompletableFuture.completedFuture(failed(
                name,
                KafkaErrors.refusal(
                        ErrorCode.INVALID_REQUEST, "topic '" + name + "' is named twice in the request")))));
        request.topics().stream()
                .filter(topic -> !duplicates.contains(topic.name()))
                .forEach(topic -> results.add(create(topic, brokers, request, call)));
        return Answers.all(results).thenApply(done -> new CreatePartitionsResponseData().setResults(done));
    }

    private CompletableFuture<CreatePartitionsTopicResult> create(
            CreatePartitionsTopic topic,
            Supplier<KafkaBrokers> brokers,
            CreatePartitionsRequestData request,
            Call call) {
        CompletableFuture<CreatePartitions.Result> created =
                Answers.attempt(() -> requests.submit(read(topic, brokers, request.validateOnly()), call.context()));
        return Answers.map(
                Answers.within(created, request.timeoutMs()),
                _ -> new CreatePartitionsTopicResult().setName(topic.name()),
                failure -> failed(topic.name(), failure));
    }

    private static CreatePartitions read(
            CreatePartitionsTopic topic, Supplier<KafkaBrokers> brokers, boolean validateOnly) {
        List<CreatePartitionsAssignment> assignments = topic.assignments() == null ? List.of() : topic.assignments();
        return new CreatePartitions(
                topic.name(),
                topic.count(),
                assignments.stream()
                        .map(assignment -> brokers.get().replicas(assignment.brokerIds()))
                        .toList(),
                validateOnly);
    }

    private static CreatePartitionsTopicResult failed(String name, Failure failure) {
        return new CreatePartitionsTopicResult()
                .setName(name)
                .setErrorCode(KafkaErrors.admin(failure.code()).code())
                .setErrorMessage(failure.message());
    }
}
