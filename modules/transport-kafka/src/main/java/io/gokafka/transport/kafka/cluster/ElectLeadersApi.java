package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.ElectLeadersResponseData.PartitionResult;
import org.apache.kafka.common.message.ElectLeadersResponseData.ReplicaElectionResult;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Makes the preferred replicas of partitions their leaders. */
final class ElectLeadersApi implements Api<ElectLeadersRequestData> {
    private static final byte PREFERRED = 0;

    private final Requests requests;

    ElectLeadersApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.ELECT_LEADERS;
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
    public CompletableFuture<ElectLeadersResponseData> answer(ElectLeadersRequestData request, Call call)
            throws InterruptedException {
        boolean all = request.topicPartitions() == null;
        List<TopicPartition> partitions;
        try {
            partitions = all ? all(call) : named(request);
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(failed(e.code(), call));
        }
        List<CompletableFuture<Outcome>> elections = partitions.stream()
                .map(partition -> elect(partition, request, call))
                .toList();
        return Answers.all(elections)
                .thenApply(outcomes -> response(outcomes.stream()
                        // Who wants all wants to know what has changed only; so does Kafka.
                        .filter(outcome -> !all || outcome.result().errorCode() != Errors.ELECTION_NOT_NEEDED.code())
                        .toList()));
    }

    private List<TopicPartition> all(Call call) throws InterruptedException {
        return Answers.await(requests.submit(new Metadata(List.of(), true, false), call.context())).topics().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private static List<TopicPartition> named(ElectLeadersRequestData request) {
        return request.topicPartitions().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(partition -> new TopicPartition(topic.topic(), partition)))
                .distinct()
                .toList();
    }

    private record Outcome(String topic, PartitionResult result) {}

    private CompletableFuture<Outcome> elect(TopicPartition partition, ElectLeadersRequestData request, Call call) {
        CompletableFuture<ElectLeader.Result> elected = request.electionType() == PREFERRED
                ? Answers.within(
                        requests.submit(new ElectLeader(partition.topic(), partition.partition()), call.context()),
                        request.timeoutMs())
                : CompletableFuture.failedFuture(
                        new RequestException(
                                ErrorCode.INVALID_REQUEST,
                                "an unclean election is not possible: a leader has a majority of the replicas, or there is none"));
        return Answers.map(
                elected,
                _ -> outcome(partition, Errors.NONE, null),
                failure -> outcome(partition, KafkaErrors.admin(failure.code()), failure.message()));
    }

    private static Outcome outcome(TopicPartition partition, Errors error, @Nullable String message) {
        return new Outcome(
                partition.topic(),
                new PartitionResult()
                        .setPartitionId(partition.partition())
                        .setErrorCode(error.code())
                        .setErrorMessage(message));
    }

    private static ElectLeadersResponseData response(List<Outcome> outcomes) {
        Map<String, ReplicaElectionResult> topics = new LinkedHashMap<>();
        outcomes.forEach(
                outcome -> topics.computeIfAbsent(outcome.topic(), name -> new ReplicaElectionResult().setTopic(name))
                        .partitionResult()
                        .add(outcome.result()));
        return new ElectLeadersResponseData().setReplicaElectionResults(List.copyOf(topics.values()));
    }

    /** The oldest version has no place for an error of all. */
    private static ElectLeadersResponseData failed(ErrorCode code, Call call) {
        Errors error = call.version() == 0 ? Errors.NONE : KafkaErrors.admin(code);
        return new ElectLeadersResponseData().setErrorCode(error.code());
    }
}
