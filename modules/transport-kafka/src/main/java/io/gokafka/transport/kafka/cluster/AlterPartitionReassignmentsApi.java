package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData.ReassignablePartitionResponse;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData.ReassignableTopicResponse;
import org.apache.kafka.common.protocol.ApiKeys;

/** Moves partitions to other brokers, or gives moves up. */
final class AlterPartitionReassignmentsApi implements Api<AlterPartitionReassignmentsRequestData> {
    private final Requests requests;

    AlterPartitionReassignmentsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.ALTER_PARTITION_REASSIGNMENTS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 1;
    }

    @Override
    public CompletableFuture<AlterPartitionReassignmentsResponseData> answer(
            AlterPartitionReassignmentsRequestData request, Call call) throws InterruptedException {
        Metadata.Result metadata;
        try {
            metadata = Answers.await(requests.submit(question(request), call.context()));
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(new AlterPartitionReassignmentsResponseData()
                    .setErrorCode(KafkaErrors.admin(e.code()).code())
                    .setErrorMessage(e.failure().message()));
        }
        Moves moves = new Moves(KafkaBrokers.of(metadata), metadata.topics(), request);
        List<CompletableFuture<ReassignableTopicResponse>> topics =
                request.topics().stream().map(topic -> move(topic, moves, call)).toList();
        return Answers.all(topics)
                .thenApply(done -> new AlterPartitionReassignmentsResponseData()
                        .setAllowReplicationFactorChange(request.allowReplicationFactorChange())
                        .setResponses(done));
    }

    /** The topics matter only to a client that wants to keep the number of replicas. */
    private static Metadata question(AlterPartitionReassignmentsRequestData request) {
        List<String> topics = request.allowReplicationFactorChange()
                ? List.of()
                : request.topics().stream()
                        .map(ReassignableTopic::name)
                        .distinct()
                        .toList();
        return new Metadata(topics, false, false);
    }

    private CompletableFuture<ReassignableTopicResponse> move(ReassignableTopic topic, Moves moves, Call call) {
        List<CompletableFuture<ReassignablePartitionResponse>> partitions = topic.partitions().stream()
                .map(partition -> move(topic.name(), partition, moves, call))
                .toList();
        return Answers.all(partitions)
                .thenApply(done ->
                        new ReassignableTopicResponse().setName(topic.name()).setPartitions(done));
    }

    private CompletableFuture<ReassignablePartitionResponse> move(
            String topic, ReassignablePartition partition, Moves moves, Call call) {
        int index = partition.partitionIndex();
        CompletableFuture<ReassignPartition.Result> moved = Answers.attempt(() ->
                requests.submit(new ReassignPartition(topic, index, moves.target(topic, partition)), call.context()));
        return Answers.map(
                Answers.within(moved, moves.request().timeoutMs()),
                _ -> new ReassignablePartitionResponse()
                        .setPartitionIndex(index)
                        .setErrorMessage(null),
                failure -> new ReassignablePartitionResponse()
                        .setPartitionIndex(index)
                        .setErrorCode(KafkaErrors.admin(failure.code()).code())
                        .setErrorMessage(failure.message()));
    }

    /** What a request wants, and what has to be known for that. */
    private record Moves(
            KafkaBrokers brokers, List<Metadata.Topic> topics, AlterPartitionReassignmentsRequestData request) {
        /** Where a partition shall be; empty to give its move up. */
        Optional<List<BrokerId>> target(String topic, ReassignablePartition partition) {
            if (partition.replicas() == null) {
                return Optional.empty();
            }
            List<BrokerId> replicas = brokers.replicas(partition.replicas());
            if (!request.allowReplicationFactorChange()) {
                checkFactor(topic, partition.partitionIndex(), replicas.size());
            }
            return Optional.of(replicas);
        }

        private void checkFactor(String topic, int partition, int wanted) {
            topics.stream()
                    .filter(known -> known.name().equals(topic))
                    .filter(known -> known.replicationFactor() != wanted)
                    .findFirst()
                    .ifPresent(known -> {
                        throw new RequestException(
                                ErrorCode.INVALID_REPLICATION_FACTOR,
                                topic + "-" + partition + " would have " + wanted + " replicas instead of "
                                        + known.replicationFactor() + ", which the request does not allow");
                    });
        }
    }
}
